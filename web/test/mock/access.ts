import { codes } from './codes';
import { problem, type Route } from './router';
import type { Account, Post, Purpose, Session, Undertaking } from '@/api/types';

const rights = ['own.account', 'grids.read', 'grids.edit', 'person.search', 'person.read', 'place.read', 'organisation.read', 'number.reveal', 'counters.read', 'person.edit', 'address.edit', 'premises.edit', 'organisation.edit', 'employment.edit', 'person.merge', 'address.renumber', 'area.reorganise', 'change.undo', 'record.erase', 'retention.read', 'file.import', 'file.export', 'roster.hand_in', 'finding.decide', 'jobs.read', 'accounts.manage', 'posts.manage', 'areas.manage', 'approvals.exports', 'approvals.grants', 'audit.read', 'resident.code', 'request.handle', 'reading.delay', 'figures.publish', 'self_check.read', 'norm.read', 'norm.edit', 'duty.read', 'meeting.hold', 'meeting.attend', 'shift.plan', 'task.read'];

const purposes: Purpose[] = (codes.purposes ?? []).map((one) => ({
  ...one,
  zh_basis: '《个人信息保护法》第三十四条',
  en_basis: 'Personal Information Protection Law, article 34',
  shows: ['identity', 'contact', 'residences', 'employments', 'numbers'],
}));

const undertaking: Undertaking = { version: 'mock-1', zh: '本人郑重承诺：\n一、对居民个人信息严格保密。', en: 'I undertake:\n1. I keep what I learn about residents confidential.' };

const later = () => new Date(Date.now() + 8 * 3_600_000).toISOString();

export function accessRoutes(): { routes: Route[]; signedIn: (cookie: string) => boolean } {
  const posts: Post[] = [
    { id: 1, role: 'population_office', area_id: 1, area_name: '徐泾镇', title: '镇人口办专员', holder_account_id: 1, holder_name: '陈静', holder_since: '2026-01-05T01:00:00Z', state: 'active' },
    { id: 2, role: 'committee', area_id: 10, area_name: '徐泾北城第一居民区', title: '北城一居委专员', state: 'active' },
  ];
  const accounts: Account[] = [
    { id: 1, login_name: 'chenjing', display_name: '陈静', state: 'active', posts: posts.slice(0, 1), second_factor: true },
    { id: 2, login_name: 'zhouli', display_name: '周丽', state: 'invited', posts: [] },
  ];
  const session = (): Session => ({ account: accounts[0] as Account, posts: posts.slice(0, 1), acting_post_id: 1, rights, undertaking_due: false, second_factor: 'none', proven_until: later(), idle_end: later(), absolute_end: later() });
  const cookie = { 'set-cookie': 'weige_session=mock; Path=/; HttpOnly; SameSite=Strict' };
  const invitation = (account: Account) => ({ status: 201, body: { account, link: '/links/mock-token-2', expires: later() } });
  const postOf = (id: string | undefined) => posts.find((one) => one.id === Number(id)) as Post;
  const nameOf = (id: number) => accounts.find((one) => one.id === id)?.display_name ?? '';
  const changed = (id: string | undefined, edit: Partial<Post>) => ({ body: Object.assign(postOf(id), edit) });
  const deputiesOf = (id: string | undefined, without: number) => (postOf(id).deputies ?? []).filter((one) => one.account_id !== without);
  const routes: Route[] = [
    ['GET', /^\/healthz$/, () => ({ raw: 'ok' }), true],
    ['GET', /^\/api\/session$/, () => ({ body: session() })],
    ['POST', /^\/api\/session$/, ({ body }) => {
      const { password } = body as { password: string };
      if (password.length < 8) return problem(401, 'sign-in-failed', '账号或密码不正确', { detail: '请核对后重试；忘记密码请联系管理员重发链接。' });
      return { body: session(), headers: cookie };
    }, true],
    ['DELETE', /^\/api\/session$/, () => ({ status: 204, headers: { 'set-cookie': 'weige_session=; Path=/; Max-Age=0' } })],
    ['PUT', /^\/api\/session\/post$/, () => ({ body: session() })],
    ['POST', /^\/api\/session\/password$/, () => ({ status: 204 })],
    ['GET', /^\/api\/undertaking$/, () => ({ body: undertaking })],
    ['POST', /^\/api\/undertaking$/, () => ({ status: 201, body: { ...undertaking, signed_at: new Date().toISOString(), valid_until: later() } })],
    ['GET', /^\/api\/lead-own-key$/, () => ({ body: { eligible: false } })],
    ['GET', /^\/api\/second-factor$/, () => ({ body: { active: false, passkeys: 0, passkeys_offered: true, recovery_codes_left: 0, required: false } })],
    ['GET', /^\/api\/second-factor\/passkeys$/, () => ({ body: { items: [{ id: 1, name: '工作手机', created: '2026-11-20T01:00:00Z' }] } })],
    ['DELETE', /^\/api\/second-factor\/passkeys\/(\d+)$/, () => ({ status: 204 })],
    ['POST', /^\/api\/second-factor$/, () => ({ status: 201, body: { secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', uri: 'otpauth://totp/%E5%BE%AE%E6%A0%BC:chenjing?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E5%BE%AE%E6%A0%BC' } })],
    ['POST', /^\/api\/second-factor\/confirmation$/, () => ({ body: { recovery_codes: Array.from({ length: 10 }, (_, i) => `ABCD-EFGH-IJKL-MNO${String.fromCharCode(65 + i)}`) } })],
    ['GET', /^\/api\/account-notices$/, () => ({ body: { items: [] } })],
    ['DELETE', /^\/api\/second-factor\/notice$/, () => ({ status: 204 })],
    ['POST', /^\/api\/session\/proof$/, () => ({ body: session() })],
    ['DELETE', /^\/api\/sessions$/, () => ({ status: 204 })],
    ['GET', /^\/api\/sessions$/, () => ({ body: { items: [{ id: 'a', started: new Date().toISOString(), last_seen: new Date().toISOString(), device: 'Chromium, Linux', current: true }, { id: 'b', started: '2026-11-20T01:00:00Z', last_seen: '2026-11-21T03:00:00Z', device: 'Android', current: false }] } })],
    ['DELETE', /^\/api\/sessions\/(.+)$/, () => ({ status: 204 })],
    ['GET', /^\/api\/links\/(.+)$/, ({ params }) => (params[0] === 'gone' ? problem(410, 'link-used', '链接已失效或已用过', { detail: '请向管理员索取新的链接。' }) : { body: { purpose: params[0] === 'first' ? 'first_administrator' : 'invitation', login_name: 'zhouli', display_name: '周丽', expires: later() } }), true],
    ['POST', /^\/api\/links\/(.+)$/, ({ body }) => {
      if ((body as { password: string }).password.length < 10) return problem(422, 'invalid-fields', '有 1 处需要修改', { detail: '请按下列提示逐项修改。', errors: [{ code: 'weak-password', place: 'password', title: '密码太弱', detail: '请使用至少 10 个字符、且不常见的密码。' }] });
      return { body: session(), headers: cookie };
    }, true],
    ['GET', /^\/api\/accounts$/, () => ({ body: { items: accounts } })],
    ['POST', /^\/api\/accounts$/, ({ body }) => {
      const made: Account = { id: 10 + accounts.length, state: 'invited', posts: [], ...(body as { login_name: string; display_name: string }) };
      accounts.push(made);
      return invitation(made);
    }],
    ['POST', /^\/api\/accounts\/(\d+)\/link$/, ({ params }) => invitation(accounts.find((one) => one.id === Number(params[0])) as Account)],
    ['PATCH', /^\/api\/accounts\/(\d+)$/, ({ params, body }) => {
      const account = accounts.find((one) => one.id === Number(params[0]));
      Object.assign(account ?? {}, body);
      return { body: account };
    }],
    ['GET', /^\/api\/purposes$/, () => ({ body: { items: purposes } })],
    ['GET', /^\/api\/reading-quota$/, () => ({ body: { day: '2026-11-23', quota: 300, readings: 12 } })],
    ['POST', /^\/api\/reading-quota\/extension$/, () => ({ body: { day: '2026-11-23', quota: 600, readings: 300, extended_for: 'field_drive' } })],
    ['PUT', /^\/api\/session\/purpose$/, () => ({ body: session() })],
    ['GET', /^\/api\/divisions$/, () => ({ body: { items: [{ code: '310118106', name: '徐泾镇', address_text: '上海市青浦区徐泾镇' }] } })],
    ['GET', /^\/api\/divisions\/(\d+)$/, () => ({ body: { code: '310118106', name: '徐泾镇', address_text: '上海市青浦区徐泾镇', committees: [{ code: '310118106001', name: '徐泾居委会' }] } })],
    ['GET', /^\/api\/posts$/, () => ({ body: { items: posts } })],
    ['POST', /^\/api\/posts$/, ({ body }) => {
      const made: Post = { id: 10 + posts.length, state: 'active', ...(body as Omit<Post, 'id' | 'state'>) };
      posts.push(made);
      return { status: 201, body: made };
    }],
    ['PATCH', /^\/api\/posts\/(\d+)$/, ({ params, body }) => {
      const post = posts.find((one) => one.id === Number(params[0]));
      const { until, ...edit } = body as { until?: string | null };
      Object.assign(post ?? {}, edit, until === undefined ? {} : { holder_until: until ?? undefined });
      return { body: post };
    }],
    ['PUT', /^\/api\/posts\/(\d+)\/successor$/, ({ params, body }) => {
      const { account_id, from } = body as { account_id: number; from?: string };
      return changed(params[0], { successor: { account_id, name: nameOf(account_id), from, when_vacant: from === undefined } });
    }],
    ['DELETE', /^\/api\/posts\/(\d+)\/successor$/, ({ params }) => changed(params[0], { successor: undefined })],
    ['POST', /^\/api\/posts\/(\d+)\/deputies$/, ({ params, body }) => {
      const { account_id, from = new Date().toISOString(), until, reason } = body as { account_id: number; from?: string; until: string; reason: string };
      const named = { account_id, name: nameOf(account_id), from, until, reason };
      return { status: 201, ...changed(params[0], { deputies: [...deputiesOf(params[0], account_id), named] }) };
    }],
    ['DELETE', /^\/api\/posts\/(\d+)\/deputies\/(\d+)$/, ({ params }) => changed(params[0], { deputies: deputiesOf(params[0], Number(params[1])) })],
  ];
  return { routes, signedIn: (given) => given.includes('weige_session=mock') };
}
