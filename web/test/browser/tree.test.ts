// The tree of addresses, walked down as someone does who knows the place but not its number.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { hasProgram, startBackend, type Backend } from './backend';
import { launch, newPage } from './chromium';
import { enter } from './session';

let backend: Backend;
let browser: Browser;

describe.skipIf(!hasProgram())('the tree of addresses', () => {
  beforeAll(async () => {
    backend = await startBackend();
    browser = await launch();
  });

  afterAll(async () => {
    await browser?.close();
    await backend?.close();
  });

  test.each([['desk', 1440, 900], ['phone', 390, 844]] as const)('leads from a committee down to a room and who lives there (%s)', async (_, width, height) => {
    const { page, faults } = await newPage(await browser.newContext({ viewport: { width, height }, locale: 'zh-CN' }));
    page.setDefaultTimeout(20_000);
    await enter(page, backend);
    await page.goto(`${backend.url}/addresses`);
    await page.getByRole('main').getByRole('combobox', { name: '辖区' }).selectOption({ label: '蟠龙居委会' });
    await page.waitForURL(/area=/);
    const list = page.getByRole('region', { name: '地址', exact: true });
    const here = page.getByRole('navigation', { name: '上级地址' }).locator('[aria-current=page]');
    // In the area's list every line says its road, or a number 7 could be anywhere.
    const start = list.getByRole('link', { name: /弄$/ }).first();
    const lane = (await start.textContent())?.trim() ?? '';
    expect(lane).toMatch(/^\D+\d+弄$/);
    await start.click();
    await here.getByText(/弄$/).waitFor();
    const walked = [lane];
    while (!page.url().includes('/premises/') && walked.length < 8) {
      const next = list.getByRole('link').first();
      const name = (await next.textContent())?.trim() ?? '';
      walked.push(name);
      await next.click();
      await here.getByText(name, { exact: true }).or(page.getByRole('heading', { name: '房屋情况' })).waitFor();
    }
    expect(walked.length).toBeGreaterThanOrEqual(3);
    const address = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
    expect(address.endsWith(walked.join(''))).toBe(true);
    await page.getByRole('heading', { name: /^住在这里的人/ }).waitFor();
    await page.getByRole('link', { name: '在地址树中查看' }).click();
    await here.getByText(walked.at(-1) ?? '', { exact: true }).waitFor();
    await page.getByRole('link', { name: '看房屋和住户' }).waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
