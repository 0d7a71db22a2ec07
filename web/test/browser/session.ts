import type { Page } from 'playwright-core';
import type { Running } from '../mock/server';

export const administrator = { login_name: 'chenjing', display_name: '陈静', password: 'four unrelated words here' };

/** Signs in as anyone does the first time: by a one-time link, setting a password. */
export async function signInByLink(page: Page, backend: Running): Promise<void> {
  await page.goto(backend.url + backend.link);
  await page.getByLabel('登录名', { exact: true }).fill(administrator.login_name);
  await page.getByLabel('姓名', { exact: true }).fill(administrator.display_name);
  await page.getByLabel('新密码').fill(administrator.password);
  await page.getByLabel('再输一次密码').fill(administrator.password);
  await page.getByRole('button', { name: '设好密码并登录' }).click();
  await page.getByRole('heading', { name: '首页' }).waitFor();
}

/** The same without the screens, whether the link was used before or not; the cookie is the context's. */
export async function enter(page: Page, backend: Running): Promise<void> {
  const headers = { 'x-weige': '1', origin: backend.url };
  const { login_name, password } = administrator;
  const known = await page.request.post(`${backend.url}/api/session`, { headers, data: { login_name, password } });
  const answer = known.ok() ? known : await page.request.post(`${backend.url}/api${backend.link}`, { headers, data: administrator });
  if (!answer.ok()) throw new Error(`no sign-in: ${answer.status()} ${await answer.text()}`);
  await page.goto(backend.url);
  await page.locator('main h1').waitFor();
}
