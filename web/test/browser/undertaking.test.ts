// The confidentiality undertaking as people meet it: before anything else, by keyboard alone, and in the middle of work when its year is over.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser, Locator } from 'playwright-core';
import { faultsOfAxe } from './axe';
import { hasProgram, startBackend, startEmpty } from './backend';
import { launch, newPage } from './chromium';
import { administrator, ask, enter, invite } from './session';

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
});

const isFocused = (control: Locator) => control.evaluate((element) => element === document.activeElement);

for (const [device, viewport] of [['desktop', { width: 1440, height: 900 }], ['phone', { width: 390, height: 844 }]] as const) {
  test.skipIf(!hasProgram())(`is signed by keyboard before anything else is shown (${device})`, async () => {
    const backend = await startEmpty();
    const admin = await browser.newPage();
    await ask(admin, backend, 'POST', `/api${backend.link}`, administrator);
    const link = await invite(admin, backend, { login_name: 'zhoufang', display_name: '周芳' }, { role: 'population_office', title: '镇人口办', area_id: 1 });
    const { page, faults } = await newPage(await browser.newContext({ viewport, locale: 'zh-CN' }));
    page.setDefaultTimeout(20_000);
    await ask(page, backend, 'POST', `/api${link}`, { password: administrator.password });

    await page.goto(`${backend.url}/addresses`);
    await page.getByRole('heading', { name: '保密承诺书' }).waitFor();
    await page.getByRole('region', { name: '保密承诺书' }).getByText('离岗后继续履行保密义务').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    expect(await faultsOfAxe(page)).toEqual([]);
    const [tick, name] = [page.getByRole('checkbox', { name: '我已阅读并承诺遵守' }), page.getByRole('textbox', { name: '签名' })];
    await page.keyboard.press('Tab');
    expect(await isFocused(tick)).toBe(true);
    await page.keyboard.press('Tab');
    expect(await isFocused(name)).toBe(true);
    await page.keyboard.type('周芳');
    await page.keyboard.press('Tab');
    expect(await isFocused(page.getByRole('button', { name: '签署' }))).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('请先勾选“我已阅读并承诺遵守”').waitFor(); // nothing was sent
    await tick.focus();
    await page.keyboard.press('Space');
    await name.focus();
    await page.keyboard.press('End');
    await page.keyboard.type('芳');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('签名与账号姓名不一致').first().waitFor();
    await name.focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Enter');

    await page.getByRole('heading', { name: '地址', exact: true }).waitFor(); // where one wanted to go
    await page.reload();
    await page.getByRole('heading', { name: '地址', exact: true }).waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
    await admin.close();
    await backend.close();
  });
}

test.skipIf(!hasProgram())('who does not sign can leave', async () => {
  const backend = await startEmpty();
  const admin = await browser.newPage();
  await ask(admin, backend, 'POST', `/api${backend.link}`, administrator);
  const link = await invite(admin, backend, { login_name: 'zhoufang', display_name: '周芳' }, { role: 'population_office', title: '镇人口办', area_id: 1 });
  const { page, faults } = await newPage(await browser.newContext({ locale: 'zh-CN' }));
  page.setDefaultTimeout(20_000);
  await ask(page, backend, 'POST', `/api${link}`, { password: administrator.password });
  await page.goto(backend.url);
  await page.getByRole('heading', { name: '保密承诺书' }).waitFor();
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.getByRole('heading', { name: '登录' }).waitFor();
  expect((await page.request.get(`${backend.url}/api/session`)).status()).toBe(401);
  expect(faults).toEqual([]);
  await page.context().close();
  await admin.close();
  await backend.close();
});

test.skipIf(!hasProgram())('a request that is refused in the middle of work opens it, and goes on when it is signed', async () => {
  const backend = await startBackend();
  const { page, faults } = await newPage(await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN', reducedMotion: 'reduce' }));
  page.setDefaultTimeout(20_000);
  await enter(page, backend);
  const session = (await (await ask(page, backend, 'GET', '/api/session')).json()) as { account: { display_name: string } };
  const signedAt = async () => ((await (await ask(page, backend, 'GET', '/api/undertaking')).json()) as { signed_at: string }).signed_at;
  const before = await signedAt(); // the sample town's people have
  const problem = { type: 'urn:weige:problem:undertaking-required', title: '', status: 403, code: 'undertaking-required' };
  await page.route('**/api/jobs**', (route) => route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify(problem) }), { times: 1 });
  await page.goto(`${backend.url}/jobs`);
  const dialog = page.getByRole('dialog', { name: '保密承诺书' });
  await dialog.getByText('离岗后继续履行保密义务').waitFor();
  expect(await faultsOfAxe(page)).toEqual([]);
  await dialog.getByLabel('我已阅读并承诺遵守').check();
  await dialog.getByLabel('签名').fill(session.account.display_name);
  const again = page.waitForResponse((response) => response.url().includes('/api/jobs') && response.ok());
  await dialog.getByRole('button', { name: '签署' }).click();
  await again;
  await dialog.waitFor({ state: 'hidden' });
  expect(await signedAt()).not.toBe(before);
  expect(faults).toEqual([]);
  await page.context().close();
  await backend.close();
});
