import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { startEmpty, type Backend } from './backend';
import { launch, newPage } from './chromium';
import { signInByLink } from './session';

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
});

for (const [device, viewport] of [['desktop', { width: 1440, height: 900 }], ['phone', { width: 390, height: 844 }]] as const) {
  test(`the first sign-in leads from the one-time link to the home page (${device})`, async () => {
    const backend: Backend = await startEmpty();
    const context = await browser.newContext({ viewport, locale: 'zh-CN' });
    const { page, faults } = await newPage(context);
    await signInByLink(page, backend);
    expect(await page.getByRole('heading', { name: '首页' }).isVisible()).toBe(true);
    expect(faults).toEqual([]);
    await context.close();
    await backend.close();
  });
}

test('a page that is opened without a session leads to signing in, without an error of the page', async () => {
  const backend = await startEmpty();
  const { page, faults } = await newPage(await browser.newContext({ locale: 'zh-CN' }));
  await page.goto(`${backend.url}/addresses`);
  await page.getByRole('heading', { name: '登录' }).waitFor();
  expect(new URL(page.url()).searchParams.get('next')).toBe('/addresses');
  expect(faults).toEqual([]);
  await page.context().close();
  await backend.close();
});
