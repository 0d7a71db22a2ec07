import { expect, test } from 'vitest';
import { ref, shallowRef, nextTick } from 'vue';
import type { Approval } from '@/api/types';
import { ProblemError } from '@/api/problem';
import { useSecondPerson } from '@/composables/useSecondPerson';
import { consequenceOf, isOpen, titleOf } from '@/pages/approvals/approval';

const t = (key: string, named: Record<string, unknown> = {}) => `${key}(${Object.values(named).join(',')})`;
const approval: Approval = {
  id: 1, kind: 'bulk_export', state: 'asked', area_name: '徐泾镇', people: 1284, details: { file: 'residents', way: 'page' }, digest: '', reason: '',
  asker: { account_id: 1, name: '陈静', post_title: '' }, asked_at: '', expires_at: '', is_own: false, may_decide: true, may_object: false,
};
const grantee = { post_id: 2, post_title: '安居办', role: 'committee', area_name: '', account_id: 3, name: '周丽' };

test('an approval says in a line what is asked for', () => {
  expect(titleOf(approval, t)).toBe('approvals.exportOf(fileKind.residents())');
  expect(titleOf({ ...approval, kind: 'bulk_erasure' }, t)).toBe('approvals.eraseOf(1,284)');
  expect(titleOf({ ...approval, kind: 'role_grant', details: { way: 'deputy' }, grantee }, t)).toBe('approvals.grantOf(周丽,approvals.ways.deputy(),安居办)');
});

test('approving says what will happen, in numbers and to whom', () => {
  expect(consequenceOf(approval, t)).toBe('approvals.willExport(陈静,1,284)');
  expect(consequenceOf({ ...approval, details: { way: 'command' } }, t)).toBe('approvals.willCommand(陈静,1,284)');
  expect(consequenceOf({ ...approval, kind: 'role_grant', grantee }, t)).toBe('approvals.willGrant(周丽)');
});

test('what waits or was approved can be taken back, what is over cannot', () => {
  const states = ['asked', 'approved', 'refused', 'withdrawn', 'used', 'expired', 'lapsed'] as const;
  expect(states.filter((state) => isOpen({ ...approval, state }))).toEqual(['asked', 'approved']);
});

test('a reason is asked for once the server wants a second person, and sent only then', async () => {
  const error = shallowRef<unknown>(null);
  const second = useSecondPerson(error, 'why');
  const other = ref(second.ready.value);
  expect([other.value, second.sent()]).toEqual([true, {}]);
  error.value = new ProblemError({ type: '', title: '', status: 422, code: 'post-exclusive' });
  await nextTick();
  expect(second.wanted.value).toBe(false);
  error.value = new ProblemError({ type: '', title: '', status: 422, code: 'approval-needed', place: 'why' });
  await nextTick();
  expect([second.wanted.value, second.ready.value]).toEqual([true, false]);
  second.reason.value = ' 新任 ';
  expect([second.ready.value, second.sent()]).toEqual([true, { why: '新任' }]);
});
