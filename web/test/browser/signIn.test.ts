import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import type { Running } from '../mock/server';
import { startBackend } from './backend';
import { launch, newPage } from './chromium';
import { signInByLink } from './session';

let backend: Running;
let browser: Browser;

beforeAll(async () => {
  backend = await startBackend();
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await backend?.close();
});

for (const [device, viewport] of [['desktop', { width: 1440, height: 900 }], ['phone', { width: 390, height: 844 }]] as const) {
  test(`the first sign-in leads from the one-time link to the home page (${device})`, async () => {
    const fresh = device === 'desktop' ? backend : await startBackend();
    const context = await browser.newContext({ viewport, locale: 'zh-CN' });
    const { page, faults } = await newPage(context);
    await signInByLink(page, fresh);
    expect(await page.getByRole('heading', { name: '首页' }).isVisible()).toBe(true);
    expect(faults).toEqual([]);
    await context.close();
    if (fresh !== backend) await fresh.close();
  });
}
