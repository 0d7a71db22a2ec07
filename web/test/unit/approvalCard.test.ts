import { mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { expect, test } from 'vitest';
import type { Approval } from '@/api/types';
import { i18n } from '@/locales';
import ApprovalCard from '@/pages/approvals/ApprovalCard.vue';
import '@/locales/approvals';

const announced: Approval = {
  id: 1, kind: 'role_grant', state: 'asked', area_name: '徐泾镇', people: 1, details: { way: 'holder' }, digest: '', reason: '接任',
  grantee: { post_id: 2, post_title: '安全管理员', role: 'security_admin', area_name: '徐泾镇', account_id: 3, name: '周丽' },
  asker: { account_id: 1, name: '王强', post_title: '系统管理员' }, asked_at: '2026-11-23T01:00:00Z', expires_at: '2026-12-02T01:00:00Z', alone_from: '2026-11-30T01:00:00Z',
  is_own: false, may_decide: false, may_object: true,
};

function shown(more: Partial<Approval> = {}): { text: string; buttons: string[] } {
  const card = mount(ApprovalCard, { props: { approval: { ...announced, ...more }, busy: false }, global: { plugins: [i18n, createPinia()], stubs: { RouterLink: true, ElButton: { template: '<button><slot /></button>' } } } });
  return { text: card.text(), buttons: card.findAll('button').map((one) => one.text()) };
}

test('who may only object sees until when, and refuses without approving', () => {
  expect(shown().buttons).toEqual(['不批准']);
  expect(shown().text).toContain('没有人反对');
});

test('who may decide does both, and what is over tells of no objection', () => {
  expect(shown({ may_decide: true }).buttons).toEqual(['批准', '不批准']);
  const over = shown({ state: 'refused', may_object: false });
  expect(over.buttons).toEqual([]);
  expect(over.text).not.toContain('没有人反对');
});
