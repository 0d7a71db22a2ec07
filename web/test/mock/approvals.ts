import { problem, type Route } from './router';
import type { Approval } from '@/api/types';

const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString();
const asker = { account_id: 2, name: '周丽', post_title: '北城一居委专员' };
const own = { account_id: 1, name: '陈静', post_title: '镇人口办专员' };
const digest = '0123456789abcdef'.repeat(4);

function approvals(): Approval[] {
  return [
    { id: 91, kind: 'bulk_export', state: 'asked', area_id: 10, area_name: '徐泾北城第一居民区', people: 1284, details: { file: 'residents', format: 'xlsx', numbers: 'full', purpose: 'data_quality', way: 'command' }, digest, reason: '年底与派出所逐户核对', asker, asked_at: hours(-3), expires_at: hours(45), is_own: false, may_decide: true, may_object: false },
    { id: 92, kind: 'role_grant', state: 'asked', area_name: '徐泾镇', people: 1, details: { way: 'deputy', post: '2', account: '2', until: hours(240), deputy_reason: 'training' }, grantee: { post_id: 2, post_title: '北城一居委专员', role: 'committee', area_name: '徐泾北城第一居民区', account_id: 2, name: '周丽' }, digest, reason: '在岗人外出学习', asker: { ...asker, name: '王强', post_title: '系统管理员' }, asked_at: hours(-5), expires_at: hours(43), is_own: false, may_decide: true, may_object: false },
    { id: 93, kind: 'bulk_export', state: 'refused', area_name: '徐泾镇', people: 20_311, details: { file: 'residents', format: 'csv', numbers: 'masked', purpose: 'data_quality', way: 'page' }, digest, reason: '统计用', asker: own, asked_at: hours(-50), expires_at: hours(-2), decider: asker, decided_at: hours(-48), answer: '范围过大，请按村居分开', is_own: true, may_decide: false, may_object: false },
  ];
}

export function approvalRoutes(): Route[] {
  const all = approvals();
  const find = (id: string | undefined) => all.find((one) => one.id === Number(id));
  const decide = (id: string | undefined, state: 'used' | 'refused' | 'withdrawn', answer?: string) => {
    const one = find(id);
    if (!one) return problem(404, 'not-found', '没有找到');
    return { body: Object.assign(one, { state, may_decide: false, may_object: false, decider: own, decided_at: hours(0), ...(answer ? { answer } : {}) }) };
  };
  const views: Record<string, (one: Approval) => boolean> = {
    waiting: (one) => one.may_decide,
    mine: (one) => one.is_own,
    past: (one) => one.state !== 'asked',
  };
  return [
    ['GET', /^\/api\/approvals$/, ({ query }) => ({ body: { items: all.filter(views[query.get('view') ?? 'waiting'] ?? (() => false)) } })],
    ['GET', /^\/api\/approvals\/(\d+)$/, ({ params }) => ({ body: find(params[0]) })],
    ['POST', /^\/api\/approvals\/(\d+)\/approval$/, ({ params }) => decide(params[0], 'used')],
    ['POST', /^\/api\/approvals\/(\d+)\/refusal$/, ({ params, body }) => decide(params[0], 'refused', (body as { reason: string }).reason)],
    ['POST', /^\/api\/approvals\/(\d+)\/withdrawal$/, ({ params }) => decide(params[0], 'withdrawn')],
  ];
}
