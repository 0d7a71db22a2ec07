// Statistics that leave the house, and the self-check, as people meet them: looked at, published, fetched; exported.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { faultsOfAxe } from './axe';
import { hasProgram, startBackend, type Backend } from './backend';
import { launch, newPage } from './chromium';
import { enter } from './session';
import { rowsOfCsv } from './tables';

let backend: Backend;
let browser: Browser;

const sizes = [['desktop', { width: 1440, height: 900 }], ['phone', { width: 390, height: 844 }]] as const;

async function visit(viewport: { width: number; height: number }, login: string, purpose: string | null): Promise<{ page: Page; faults: string[] }> {
  const opened = await newPage(await browser.newContext({ viewport, locale: 'zh-CN', reducedMotion: 'reduce' }));
  opened.page.setDefaultTimeout(20_000);
  await enter(opened.page, backend, login, purpose);
  return opened;
}

const widerThanScreen = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

beforeAll(async () => {
  backend = await startBackend();
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await backend?.close();
});

describe('statistics that leave the house', () => {
  test('are looked at, published for good, and fetched as a file', async () => {
    const { page, faults } = await visit({ width: 1440, height: 900 }, 'office', 'data_quality');
    await page.goto(`${backend.url}/publications`);
    const make = page.getByRole('region', { name: '做一张新表' });
    await make.getByRole('button', { name: '居住类别' }).click();
    await make.getByRole('button', { name: '预览' }).click();
    const preview = page.getByRole('region', { name: '实有人口，按村居，居住类别' });
    await preview.getByRole('row').nth(1).waitFor();
    const numbers = (await preview.getByRole('cell').allInnerTexts()).flatMap((text) => /^[\d,]+$/.exec(text)?.[0].replaceAll(',', '') ?? []).map(Number);
    expect(numbers.length).toBeGreaterThan(3);
    expect(numbers.filter((number) => number < 10 || number % 10 !== 0)).toEqual([]);
    expect(await faultsOfAxe(page)).toEqual([]);
    await make.getByRole('button', { name: '发布第 1 期' }).click();
    await make.getByText('已发布第 1 期').waitFor();

    await make.getByRole('button', { name: '预览' }).click();
    await make.getByRole('button', { name: /^发布第/ }).click();
    await make.getByRole('alert').getByText('这张统计表本月已发布过').first().waitFor();

    await page.getByRole('region', { name: '已发布的表' }).getByRole('link', { name: '实有人口，按村居，居住类别' }).first().click();
    await page.getByRole('heading', { level: 1, name: '实有人口，按村居，居住类别' }).waitFor();
    await page.getByText(/第 1 期，截至 \d{4}-\d{2}-\d{2}/).waitFor();
    const coming = page.waitForEvent('download');
    await page.getByRole('link', { name: '下载 CSV' }).click();
    const rows = rowsOfCsv(readFileSync(await (await coming).path()));
    expect(rows[0]?.slice(0, 2)).toEqual(['区域', '合计']);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test.each(sizes)('change with what is chosen, and fit the screen (%s)', async (_, viewport) => {
    const { page, faults } = await visit(viewport, 'office', 'data_quality');
    await page.goto(`${backend.url}/publications`);
    await page.getByRole('button', { name: '最近核实时间' }).click();
    await page.getByRole('button', { name: '实有房屋' }).click();
    await page.getByRole('button', { name: '不细分', pressed: true }).waitFor(); // what premises have not
    await page.getByRole('button', { name: '居民区和非居民区' }).click();
    await page.getByRole('button', { name: '全镇' }).click();
    await page.getByRole('button', { name: '预览' }).click();
    await page.getByRole('region', { name: '实有房屋，全镇，居民区和非居民区' }).waitFor();
    expect(await widerThanScreen(page)).toBe(0);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

describe('the self-check', () => {
  test.each(sizes)('tells each rule with what was found, and how that was asked (%s)', async (_, viewport) => {
    const { page, faults } = await visit(viewport, 'auditor', null);
    await page.goto(`${backend.url}/self-check`);
    const rule = page.getByRole('article').filter({ has: page.getByRole('heading', { name: /^不强制打卡/ }) });
    await rule.getByText('成立').waitFor();
    await rule.getByText(/查过的列 \d/).waitFor();
    await page.getByRole('article').filter({ has: page.getByRole('heading', { name: /^设置要求第二验证/ }) }).getByText('需处理').waitFor(); // as tests run it
    expect(await widerThanScreen(page)).toBe(0);
    expect(await faultsOfAxe(page)).toEqual([]);
    await page.getByRole('button', { name: /^需要处理/ }).click();
    await rule.waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('is exported as JSON and CSV', async () => {
    const { page, faults } = await visit({ width: 1440, height: 900 }, 'auditor', null);
    await page.goto(`${backend.url}/self-check`);
    const fetched = async (name: string) => {
      const coming = page.waitForEvent('download');
      await page.getByRole('button', { name }).click();
      return readFileSync(await (await coming).path());
    };
    const told = JSON.parse((await fetched('导出 JSON')).toString()) as { rules: { rule: string }[] };
    const rows = rowsOfCsv(await fetched('导出 CSV'));
    expect(rows.length).toBe(told.rules.length + 1);
    expect(rows[0]).toEqual(['规则', '状态', '查得', '怎样查', '怎样处理']);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test.skipIf(!hasProgram())('of the program knows every rule in words', async () => {
    const { page, faults } = await visit({ width: 1440, height: 900 }, 'auditor', null);
    await page.goto(`${backend.url}/self-check`);
    await page.getByRole('article').first().waitFor();
    const names = await page.getByRole('article').getByRole('heading').allInnerTexts();
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => /^[a-z_]+\b/.test(name))).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
