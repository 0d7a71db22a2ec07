import { problem, type Route } from './router';
import type { Publication, SelfCheck } from '@/api/types';

const columns: Record<string, string[]> = { none: [], category: ['registered_here', 'elsewhere_mainland', 'outside_mainland', 'unknown'], confirmed: ['d30', 'd90', 'd180', 'd365', 'older'], use: ['residential', 'other'] };

type Kind = Pick<Publication, 'measure' | 'breakdown' | 'level'>;

function table(kind: Kind, more: Partial<Publication>): Publication {
  const parts = columns[kind.breakdown] ?? [];
  const told = (amount: number, hidden: string[]) => Object.fromEntries(parts.filter((part) => !hidden.includes(part)).map((part, at) => [part, amount + 10 * at]));
  const areas = kind.level === 'town' ? [] : [{ area_id: 11, name: '徐泾北城第一居民区', total: 420, cells: told(200, []) }, { area_id: 12, name: '徐泾北城第二居民区', total: 310, cells: told(150, parts.slice(-2)) }, { area_id: 13, name: '光联村', cells: {} }];
  return {
    ...kind, number: 1, as_of: '2026-11-23', made_at: '2026-11-23T06:00:00.000000Z', by: '镇人口办', least_told: 10, rounded_to: 10, border_rows: 0, columns: parts, rows_not_told: areas.length === 0 ? 0 : 2,
    rows: [{ area_id: 1, name: '徐泾镇', total: 800, cells: told(400, []) }, ...areas], ...more,
  };
}

const check: SelfCheck = {
  checked_at: '2026-11-23T06:00:00.000000Z',
  rules: [
    { rule: 'no_check_in', verdict: 'holds', facts: [{ name: 'tables_asked', number: 96 }, { name: 'columns_asked', number: 640 }, { name: 'words_asked', number: 8 }, { name: 'columns_found', number: 0 }] },
    { rule: 'leads_sealed', verdict: 'not_built', facts: [{ name: 'tables_asked', number: 0 }] },
    { rule: 'audit_signed', verdict: 'holds', facts: [{ name: 'entries', number: 340 }, { name: 'entries_waiting', number: 0 }, { name: 'head_at', at: '2026-11-23T05:59:00.000000Z' }] },
    { rule: 'backup_recent', verdict: 'attention', facts: [{ name: 'last_backup', text: 'unknown' }] },
    { rule: 'accounts_used', verdict: 'attention', facts: [{ name: 'accounts', number: 40 }, { name: 'accounts_idle', few: true }] },
    { rule: 'second_factor_required', verdict: 'attention', facts: [{ name: 'setting', text: 'offered' }] },
    { rule: 'tiles_at_home', verdict: 'not_applicable', facts: [{ name: 'setting', text: 'off' }] },
  ],
};

export function statisticsRoutes(): Route[] {
  const published: Publication[] = [];
  return [
    ['GET', /^\/api\/publications$/, () => ({ body: { items: published } })],
    ['POST', /^\/api\/publications$/, ({ body }) => {
      const { preview, ...kind } = body as Kind & { preview?: boolean };
      if (preview) return { body: table(kind, {}) };
      if (published.some((one) => one.measure === kind.measure && one.breakdown === kind.breakdown && one.level === kind.level)) return problem(409, 'publication-this-month', '这张统计表本月已发布过（第 1 期）', { detail: '请下载已发布的那一期；下月可再发布。' });
      const made = table(kind, { id: 900 + published.length });
      published.unshift(made);
      return { status: 201, body: made };
    }],
    ['GET', /^\/api\/publications\/(\d+)$/, ({ params }) => {
      const found = published.find(({ id }) => String(id) === params[0]);
      return found ? { body: found } : problem(404, 'not-found', '没有找到');
    }],
    ['GET', /^\/api\/publications\/(\d+)\/file$/, () => ({ raw: '\ufeff区域,合计\r\n', headers: { 'content-type': 'text/csv; charset=utf-8' } })],
    ['GET', /^\/api\/self-check$/, () => ({ body: check })],
  ];
}
