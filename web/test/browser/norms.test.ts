// The town's norms and the duty board as people meet them: read, changed from a day on, compared, withdrawn; and a cell of the board opened to
// its records.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { faultsOfAxe } from './axe';
import { startBackend, type Backend } from './backend';
import { launch, newPage } from './chromium';
import { enter } from './session';

let backend: Backend;
let browser: Browser;

const sizes = [['desktop', { width: 1440, height: 900 }], ['phone', { width: 390, height: 844 }]] as const;

async function visit(viewport: { width: number; height: number }): Promise<{ page: Page; faults: string[] }> {
  const opened = await newPage(await browser.newContext({ viewport, locale: 'zh-CN', reducedMotion: 'reduce' }));
  opened.page.setDefaultTimeout(20_000);
  await enter(opened.page, backend, 'office', 'data_quality');
  return opened;
}

const widerThanScreen = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

function dayFromNow(days: number): string {
  return new Date(Date.now() + (8 + 24 * days) * 3_600_000).toISOString().slice(0, 10);
}

beforeAll(async () => {
  backend = await startBackend();
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await backend?.close();
});

async function change(page: Page, days: string, from: string): Promise<void> {
  await page.getByRole('button', { name: '修改规定' }).click();
  const form = page.getByRole('region', { name: '修改规定' });
  await form.getByLabel('花名册与登记不一致，几天内答复').fill(days);
  await form.getByLabel('从哪天起执行').fill(from);
  await form.getByLabel('从哪天起执行').press('Enter');
  await form.getByRole('button', { name: '保存为新版本' }).click();
}

describe.each(sizes)('norms on a %s', (_, viewport) => {
  test('are read, and what nothing follows yet says so', async () => {
    const { page, faults } = await visit(viewport);
    await page.goto(`${backend.url}/norms`);
    await page.getByRole('link', { name: 'K1 数据质量' }).waitFor();
    await page.getByText('执行这项规范的功能未建').waitFor();
    expect([await widerThanScreen(page), await faultsOfAxe(page)]).toEqual([0, []]);
    await page.getByRole('link', { name: 'K2 重点房屋滚动排查' }).click();
    await page.getByText('群租', { exact: true }).waitFor();
    expect([await widerThanScreen(page), await faultsOfAxe(page)]).toEqual([0, []]);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

describe('a norm', () => {
  test('is changed from a day on, compared with what ships, and withdrawn', async () => {
    const { page, faults } = await visit({ width: 1440, height: 900 });
    await page.goto(`${backend.url}/norms/k1`);
    await change(page, '5', dayFromNow(7));
    await page.getByText(`已保存，${dayFromNow(7)} 起执行`).waitFor();
    const versions = page.getByRole('region', { name: '版本', exact: true });
    await versions.getByText('待执行').waitFor();
    const compared = versions.getByRole('region', { name: '比较两版' });
    await compared.getByRole('cell', { name: '7 天' }).waitFor();
    await compared.getByRole('cell', { name: '5 天' }).waitFor();
    expect(await faultsOfAxe(page)).toEqual([]);
    await versions.getByRole('button', { name: '撤回这一版' }).click();
    await page.getByText(`已撤回 ${dayFromNow(7)} 起的版本`).waitFor();
    await versions.getByText('还没有本镇自己的版本').waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('outside its bounds is refused at its field', async () => {
    const { page } = await visit({ width: 390, height: 844 });
    await page.goto(`${backend.url}/norms/k1`);
    await change(page, '400', dayFromNow(3));
    await page.getByRole('alert').getByText('不是有效的数字').first().waitFor();
    await page.context().close();
  });
});

describe('the duty board', () => {
  test('shows all grids on a desk, and a cell leads to its records', async () => {
    const { page, faults } = await visit({ width: 1440, height: 900 });
    await page.goto(`${backend.url}/duties`);
    const matrix = page.getByRole('region', { name: '各微网格的职责' });
    await matrix.getByRole('row').nth(2).waitFor();
    expect([await widerThanScreen(page), await faultsOfAxe(page)]).toEqual([0, []]);
    await matrix.getByRole('link', { name: /N3 / }).first().click();
    await page.waitForURL(/\/rosters\?area=\d+&month=/);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('shows a grid in words on a phone', async () => {
    const { page, faults } = await visit({ width: 390, height: 844 });
    await page.goto(`${backend.url}/duties`);
    await page.getByRole('link', { name: /本月尚待 \d+ 项/ }).first().click();
    await page.getByRole('heading', { name: '六项工作制度' }).waitFor();
    await page.getByText('信息质量倒查未建').waitFor();
    expect([await widerThanScreen(page), await faultsOfAxe(page)]).toEqual([0, []]);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

test('the progress of the set-up has each committee', async () => {
  const { page, faults } = await visit({ width: 390, height: 844 });
  await page.goto(`${backend.url}/set-up-progress`);
  await page.getByRole('region', { name: '建网进度' }).getByRole('row').nth(1).waitFor();
  expect([await widerThanScreen(page), await faultsOfAxe(page)]).toEqual([0, []]);
  expect(faults).toEqual([]);
  await page.context().close();
});
