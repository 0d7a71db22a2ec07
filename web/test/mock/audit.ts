import type { Route } from './router';
import type { AuditEntry } from '@/api/types';

const root = '3f'.repeat(32);
const log = '0123456789abcdef'.repeat(2);
const head = { number: 12, size: 340, at: '2026-11-23T06:00:00.000000Z', root, line: `weige-audit-head 1 ${log} 12 340 2026-11-23T06:00:00.000000Z sm3 ${root} sm2 ${'ab'.repeat(64)}` };

const people = (count: number) => Array.from({ length: count }, (_, at) => ({ kind: 'person', name: `~${String(at).padStart(16, '0')}` }));

function entry(number: number, more: Partial<AuditEntry>): AuditEntry {
  return { number, text: '', fits: true, at: `2026-11-23T05:${String(number % 60).padStart(2, '0')}:00.000000Z`, actor: '~00112233445566ff', post_id: 2, post_title: '北城一居委专员', refused: false, subjects: [], ...more };
}

const entries: AuditEntry[] = [
  entry(341, { action: 'alarm.quota_extended', purpose: 'door_check', detail: 'reason=field_drive,quota=600', subjects: [{ kind: 'post', name: '2' }] }),
  entry(340, { action: 'record.read', purpose: 'door_check', subjects: people(1) }),
  entry(339, { action: 'register.searched', purpose: 'door_check', subjects: people(20) }),
  entry(338, { action: 'sign_in.refused', refused: true, actor: undefined, post_id: undefined, post_title: undefined }),
  entry(337, { action: 'person.edited', purpose: 'data_correction', subjects: [...people(1), { kind: 'residence', name: '~ffffffffffffffff' }] }),
  entry(336, { action: 'sign_in.done', post_id: undefined, post_title: undefined }),
];

export function auditRoutes(): Route[] {
  return [
    ['GET', /^\/api\/audit$/, () => ({ body: { log, digest: 'sm3', size: 340, waiting: 2, fits: true, keys: [{ from_head: 1, public_key: `sm2 04${'cd'.repeat(64)}`, fingerprint: '0011 2233 4455 6677 8899 aabb ccdd eeff' }], head } })],
    ['GET', /^\/api\/audit\/entries$/, ({ query }) => ({ body: { items: query.has('to') ? [] : entries.filter((one) => !query.has('action') || one.action === query.get('action')) } })],
    ['GET', /^\/api\/audit\/heads$/, () => ({ body: { items: [head] } })],
  ];
}
