import { problem, type Route } from './router';
import type { Approval, ErasureRun, LegalHold, RetentionClock } from '@/api/types';

const clock = (name: string, zh: string, en: string, days: number, [least, most]: [number, number]): RetentionClock => ({ clock: name, zh, en, days, preset: days, least, most, fixed: least === most });

const clocks: RetentionClock[] = [
  clock('record.cancelled', '注销的人员记录', 'cancelled records of people', 365, [180, 1825]),
  clock('account.disabled', '停用的账号', 'disabled accounts', 730, [365, 1825]),
  clock('audit.at', '审计条目', 'audit entries', 1095, [183, 3650]),
  clock('roster.expires_at', '花名册', 'rosters', 0, [0, 0]),
];

const runs: ErasureRun[] = [
  { id: 30, kind: 'night', night: '2026-11-23', post_id: 1, started: '2026-11-22T19:00:00Z', bytes_clean: false, state: 'running', done: 4, total: 15, counts: [{ clock: 'record.cancelled', erased: 12, held: 1 }] },
  { id: 29, kind: 'single', post_id: 1, reason: 'resident_request', started: '2026-11-22T02:10:00Z', finished: '2026-11-22T02:10:00Z', bytes_clean: true, counts: [{ clock: 'record.cancelled', erased: 1, held: 0 }] },
  { id: 28, kind: 'night', night: '2026-11-22', post_id: 1, started: '2026-11-21T19:00:00Z', finished: '2026-11-21T19:01:00Z', bytes_clean: true, state: 'done', counts: [{ clock: 'record.cancelled', erased: 41, held: 2 }, { clock: 'audit.at', erased: 3200, held: 0 }] },
];

const now = (): string => new Date().toISOString();

function askedFor(people: number[], reason: string, why: string): Approval {
  return {
    id: 90, kind: 'bulk_erasure', state: 'asked', area_name: '青禾镇', people: people.length, details: { reason, people: people.join(' ') }, digest: 'a'.repeat(64), reason: why,
    asker: { account_id: 1, name: '王敏', post_title: '镇人口办专员' }, asked_at: now(), expires_at: now(), is_own: true, may_decide: false, may_object: false,
  };
}

export function retentionRoutes(): Route[] {
  const holds: LegalHold[] = [
    { id: 7, person_id: 2001, reason: '民事诉讼，案号（2026）沪0118民初1号', post_id: 1, post_title: '镇人口办专员', held: '2026-10-01T02:00:00Z', until: '2099-06-30' },
  ];
  return [
    ['GET', /^\/api\/retention$/, () => ({ body: { items: clocks } })],
    ['GET', /^\/api\/erasures$/, () => ({ body: { items: runs } })],
    ['POST', /^\/api\/erasures$/, ({ body }) => {
      const { person_ids: people, reason, why = '' } = body as { person_ids: number[]; reason: string; why?: string };
      if (why === '') return problem(422, 'approval-needed', '要另一人审批');
      return { status: 202, body: askedFor(people, reason, why) };
    }],
    ['POST', /^\/api\/persons\/(\d+)\/erasure$/, ({ body }) => {
      const { reason } = body as { reason: string };
      const run: ErasureRun = { id: 31 + runs.length, kind: 'single', post_id: 1, reason, started: now(), finished: now(), bytes_clean: false, counts: [{ clock: 'record.cancelled', erased: 1, held: 0 }] };
      runs.unshift(run);
      return { body: run };
    }],
    ['POST', /^\/api\/erasures\/(\d+)\/cancel$/, ({ params }) => {
      const run = runs.find((one) => one.id === Number(params[0]));
      if (!run) return problem(404, 'not-found', '没有找到');
      return { body: Object.assign(run, { state: 'cancelled' }) };
    }],
    ['GET', /^\/api\/legal-holds$/, () => ({ body: { items: holds } })],
    ['POST', /^\/api\/persons\/(\d+)\/holds$/, ({ params, body }) => {
      const hold: LegalHold = { id: 8 + holds.length, person_id: Number(params[0]), post_id: 1, held: new Date().toISOString(), ...(body as { reason: string; until: string }) };
      holds.unshift(hold);
      return { status: 201, body: hold };
    }],
    ['DELETE', /^\/api\/legal-holds\/(\d+)$/, ({ params }) => {
      const hold = holds.find((one) => one.id === Number(params[0]));
      if (!hold) return problem(404, 'not-found', '没有找到');
      return { body: Object.assign(hold, { lifted: new Date().toISOString() }) };
    }],
  ];
}
