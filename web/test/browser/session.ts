import type { Page } from 'playwright-core';
import type { Running } from '../mock/server';

const password = 'four unrelated words here';

/** Signs in as anyone does the first time: by a one-time link, setting a password. */
export async function signInByLink(page: Page, backend: Running): Promise<void> {
  await page.goto(backend.url + backend.link);
  await page.getByLabel('登录名', { exact: true }).fill('chenjing');
  await page.getByLabel('姓名', { exact: true }).fill('陈静');
  await page.getByLabel('新密码').fill(password);
  await page.getByLabel('再输一次密码').fill(password);
  await page.getByRole('button', { name: '设好密码并登录' }).click();
  await page.getByRole('heading', { name: '首页' }).waitFor();
}
