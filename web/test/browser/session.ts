import type { APIResponse, Locator, Page } from 'playwright-core';
import type { Backend } from './backend';

export const administrator = { login_name: 'chenjing', display_name: '陈静', password: 'four unrelated words here' };

/** Signs in as anyone does the first time: by a one-time link, setting a password. */
export async function signInByLink(page: Page, backend: Backend): Promise<void> {
  await page.goto(backend.url + backend.link);
  await page.getByLabel('登录名', { exact: true }).fill(administrator.login_name);
  await page.getByLabel('姓名', { exact: true }).fill(administrator.display_name);
  await page.getByLabel('新密码').fill(administrator.password);
  await page.getByLabel('再输一次密码').fill(administrator.password);
  await page.getByRole('button', { name: '设好密码并登录' }).click();
  await page.getByRole('heading', { name: '首页' }).waitFor();
}

export async function signIn(page: Page, login: string, password: string): Promise<void> {
  await page.getByLabel('登录名', { exact: true }).fill(login);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('navigation').first().waitFor();
}

/** A call of the interface in the page's session, for what a test needs beforehand. */
export async function ask(page: Page, backend: Backend, method: string, path: string, data?: unknown, more: Record<string, string> = {}): Promise<APIResponse> {
  const headers = { 'x-weige': '1', origin: backend.url, ...more };
  const answer = await page.request.fetch(backend.url + path, { method, headers, ...(data === undefined ? {} : { data }) });
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
  return answer;
}

/** Signs the confidentiality undertaking, as everybody does before the first look; the page is signed in already. */
export async function signUndertaking(page: Page, backend: Backend, name: string): Promise<void> {
  const { version } = (await (await ask(page, backend, 'GET', '/api/undertaking')).json()) as { version: string };
  await ask(page, backend, 'POST', '/api/undertaking', { version, name }, { 'idempotency-key': 'undertaking'.padEnd(32, '0') });
}

/** A new account in a new post, both made by an administrator; the path of its one-time link. */
export async function invite(admin: Page, backend: Backend, who: { login_name: string; display_name: string }, post: object): Promise<string> {
  const { account, link } = (await (await ask(admin, backend, 'POST', '/api/accounts', who)).json()) as { account: { id: number }; link: string };
  const key = { 'idempotency-key': who.login_name.padEnd(32, '0') };
  await ask(admin, backend, 'POST', '/api/posts', { ...post, holder_account_id: account.id }, key);
  return link;
}

/** The same; the page is then signed in as its holder, who has signed the undertaking and reads for a purpose. */
export async function fillPost(admin: Page, page: Page, backend: Backend, who: { login_name: string; display_name: string }, post: object): Promise<void> {
  const link = await invite(admin, backend, who, post);
  await ask(page, backend, 'POST', `/api${link}`, { password: administrator.password });
  await signUndertaking(page, backend, who.display_name);
  await ask(page, backend, 'PUT', '/api/session/purpose', { purpose: 'door_check' });
}

/** Signs in without the screens; the cookie is the context's. On the sample town: as one of its accounts, for a purpose. */
export async function enter(page: Page, backend: Backend, login = 'office', purpose: string | null = 'data_correction'): Promise<void> {
  if (backend.real) {
    await ask(page, backend, 'POST', '/api/session', { login_name: login, password: backend.accounts[login] });
    if (purpose) await ask(page, backend, 'PUT', '/api/session/purpose', { purpose });
  } else {
    await ask(page, backend, 'POST', `/api${backend.link}`, administrator);
  }
  await page.goto(backend.url);
  await page.locator('main h1').waitFor();
}

/** The next request at the path is refused, of that method if one is named; others go on. */
export async function refuseOnce(page: Page, path: string, method?: string, code = 'step-up-required'): Promise<void> {
  const body = JSON.stringify({ type: `urn:weige:problem:${code}`, title: '', status: 403, code });
  let refused = false;
  await page.route(`**${path}`, (route) => {
    if (refused || (method && route.request().method() !== method)) return route.fallback();
    refused = true;
    return route.fulfill({ status: 403, contentType: 'application/problem+json', body });
  });
}

/** The administrator invites 周丽 and is asked for a fresh proof; its dialog, with the password filled in. */
export async function inviteUntilProof(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: '新增账号' }).click();
  const form = page.getByRole('dialog', { name: '新增账号' });
  await form.getByLabel('姓名').fill('周丽');
  await form.getByLabel('登录名').fill('zhouli');
  await refuseOnce(page, '/api/accounts');
  await form.getByRole('button', { name: '生成邀请链接' }).click();
  const proof = page.getByRole('dialog', { name: '请再次验证身份' });
  await proof.getByLabel('密码').fill(administrator.password);
  return proof;
}
