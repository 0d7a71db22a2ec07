import { problem, type Route } from './router';
import type { CommitteeProgress, Duty, DutyBoard, DutyCell, KeyPremisesKind, Norm, NormField, NormSummary } from '@/api/types';

const days = (name: string, shipped: number, obeyed: string[] = ['/duties']): NormField & { shipped: number } => ({ name, unit: 'days', least: 1, most: 365, obeyed, shipped });
const fields: Record<Norm['norm'], (NormField & { shipped: number })[]> = {
  k1: [days('confirm_person_days', 180), days('finding_due_days', 7)],
  k2: [days('site_check_every_days', 14)],
  k3: [{ name: 'random_share', unit: 'share', least: 0.05, most: 0.5, obeyed: ['/duties'], shipped: 0.1 }],
  k4: [{ name: 'sample_a_committee', unit: 'premises', least: 10, most: 1000, obeyed: [], shipped: 60 }],
  k5: [days('review_every_days', 7)],
  k6: [days('inspect_every_days', 31)],
};
const kinds: KeyPremisesKind[] = [
  { code: 'group_rental', zh: '群租', en: 'Overcrowded let', labels: ['overcrowded_let'], least_people: 0, visit_every_days: 14 },
  { code: 'dense_rental', zh: '多人合租', en: 'Let to many', labels: ['let'], least_people: 6, visit_every_days: 30 },
];

function normOf(norm: Norm['norm']): Norm {
  const rules = { values: Object.fromEntries(fields[norm].map(({ name, shipped }) => [name, shipped])), ...(norm === 'k2' ? { kinds } : {}) };
  const bare = fields[norm].map(({ name, unit, least, most, obeyed }) => ({ name, unit, least, most, obeyed }));
  return { norm, fields: bare, ...(norm === 'k2' ? { labels: ['let', 'overcrowded_let', 'shop'], kinds_obeyed: ['/duties'] } : {}), shipped: rules, today: rules, versions: [] };
}

const duty = (number: string, zh: string, more: Partial<Duty> = {}): Duty => ({ number, zh, en: `Duty ${number}`, asked: 'each_month', not_built: [], ...more });
const duties = [duty('L3', '组织微网格巡查', { page: '/patrols' }), duty('L5', '组织社会力量上报线索', { asked: 'when_it_happens' }), duty('O10', '信息质量倒查', { asked: 'never', not_built: ['back_check'] }), duty('N3', '主动提供花名册', { page: '/rosters' }), duty('S3', '花名册报送', { page: '/rosters' })];
const cells = (done: number): DutyCell[] => [{ state: 'missing', done: 0, due: 4 }, { state: 'channel_open', channel_open: true }, { state: 'not_built' }, { state: done > 0 ? 'begun' : 'missing', done, due: 3 }, { state: 'done', done: 1, due: 1 }];
const grids: DutyBoard['grids'] = [10, 11].flatMap((committee, c) => [1, 2].map((n) => ({ area_id: 100 + 10 * c + n, name: `第${n}微网格`, committee_id: committee, committee: `徐泾北城第${c === 0 ? '一' : '二'}居民区`, cells: cells(n - 1) })));
const progress: CommitteeProgress[] = [{ area_id: 10, name: '徐泾北城第一居民区', phase: 'full_run', grids: 2, with_leader: 2, with_officer: 2, with_coordinator: 2, complete: 2, forces: 5, force_kinds: 3, duties_done: 2, duties_due: 6 }];

function made(norm: Norm, body: unknown): Norm | null {
  const wish = body as { effective_from: string; reason: 'trial'; values?: Record<string, number>; kinds?: KeyPremisesKind[] };
  const wrong = norm.fields.find(({ name, least, most }) => { const value = wish.values?.[name]; return value !== undefined && (value < least || value > most); });
  if (wrong) return null;
  const rules = { values: { ...norm.today.values, ...wish.values }, ...(norm.today.kinds ? { kinds: wish.kinds ?? norm.today.kinds } : {}) };
  const state = Date.parse(wish.effective_from) > Date.now() ? 'coming' : 'in_force';
  norm.versions.unshift({ id: 700 + norm.versions.length, effective_from: wish.effective_from, state, reason: wish.reason, made_at: '2026-11-23T06:00:00.000000Z', by: '镇人口办专员', changed: [...Object.keys(wish.values ?? {}), ...(wish.kinds ? ['kinds'] : [])], rules });
  return state === 'in_force' ? Object.assign(norm, { today: rules }) : norm;
}

export function normRoutes(): Route[] {
  const norms = (['k1', 'k2', 'k3', 'k4', 'k5', 'k6'] as const).map(normOf);
  const find = (code: string | undefined) => norms.find(({ norm }) => norm === code) as Norm;
  const summary = (norm: Norm): NormSummary => ({ norm: norm.norm, fields: norm.fields.length, obeyed_fields: norm.fields.filter(({ obeyed }) => obeyed.length > 0).length, versions: norm.versions.filter(({ state }) => state !== 'replaced') });
  return [
    ['GET', /^\/api\/norms$/, () => ({ body: { items: norms.map(summary) } })],
    ['GET', /^\/api\/norms\/(k[1-6])$/, ({ params }) => ({ body: find(params[0]) })],
    ['POST', /^\/api\/norms\/(k[1-6])\/versions$/, ({ params, body }) => {
      const norm = made(find(params[0]), body);
      return norm ? { status: 201, body: norm } : problem(422, 'bad-number', '不是有效的数字', { detail: '请填写 1 到 365 之间的数字。', place: 'values.finding_due_days' });
    }],
    ['DELETE', /^\/api\/norm-versions\/(\d+)$/, ({ params }) => {
      for (const norm of norms) norm.versions = norm.versions.filter(({ id }) => String(id) !== params[0]);
      return { status: 204 };
    }],
    ['GET', /^\/api\/duties$/, ({ query }) => {
      const area = query.get('area');
      return { body: { month: query.get('month') ?? '2026-11', duties, grids: grids.filter((grid) => !area || area === '1' || [String(grid.area_id), String(grid.committee_id)].includes(area)) } };
    }],
    ['GET', /^\/api\/set-up-progress$/, () => ({ body: { own_norms: norms.filter(({ versions }) => versions.some(({ state }) => state === 'in_force')).length, items: progress } })],
  ];
}
