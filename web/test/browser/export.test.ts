// What leaves the register through the page: numbers masked, nothing that a spreadsheet would run.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { hasProgram, startBackend, type Backend } from './backend';
import { launch, newPage } from './chromium';
import { ask, enter } from './session';
import { choose } from './widgets';
import { rowsOfCsv, workbookOf, type Workbook } from './tables';

let backend: Backend;
let browser: Browser;

/** Starts an export on the page and downloads it there, or among the jobs, as a person does. */
async function exported(page: Page, kind: string, format: string, from: 'page' | 'jobs'): Promise<{ name: string; bytes: Buffer }> {
  await page.goto(`${backend.url}/files`);
  const panel = page.getByRole('region', { name: '导出' });
  await choose(panel, '内容', kind);
  await choose(panel, '格式', format);
  await choose(panel, '用途', '数据纠错'); // which shows phones as well
  await panel.getByRole('button', { name: '开始导出' }).click();
  const link = panel.getByRole('link', { name: /^下载 徐泾镇-/ });
  await link.waitFor();
  if (from === 'jobs') await page.getByRole('link', { name: '任务', exact: true }).click();
  const coming = page.waitForEvent('download');
  await (from === 'page' ? link : page.getByRole('main').getByRole('listitem').first().getByRole('link', { name: '下载结果' })).click();
  const download = await coming;
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** A cell begins with none of what starts a formula, unless it is a plain number. */
function running(rows: string[][]): string[] {
  return rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell) && !/^[+-]?[\d.]+$/.test(cell));
}

const read: Record<string, (bytes: Buffer) => Workbook> = {
  CSV: (bytes) => ({ rows: rowsOfCsv(bytes), formulas: 0 }),
  XLSX: workbookOf,
};

describe.skipIf(!hasProgram())('an export', () => {
  beforeAll(async () => {
    backend = await startBackend();
    browser = await launch();
  });

  afterAll(async () => {
    await browser?.close();
    await backend?.close();
  });

  test.each(['CSV', 'XLSX'])('of residents as %s is masked, and as many as the register has', async (format) => {
    const { page, faults } = await newPage(await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' }));
    page.setDefaultTimeout(20_000);
    await enter(page, backend);
    const { name, bytes } = await exported(page, '人员', format, 'page');
    expect(name).toMatch(new RegExp(`^徐泾镇-实有人口-\\d{4}-\\d{2}-\\d{2}\\.${format.toLowerCase()}$`));
    const { rows: [headings = [], ...rows] } = read[format]?.(bytes) ?? { rows: [] };
    const { residents } = (await (await ask(page, backend, 'GET', '/api/overview')).json()) as { residents: number };
    expect(new Set(rows.map((row) => row[headings.indexOf('证件号码')])).size).toBeLessThanOrEqual(residents);
    expect(rows.length).toBeGreaterThanOrEqual(residents);
    const numbers = rows.flatMap((row) => [row[headings.indexOf('证件号码')] ?? '', row[headings.indexOf('联系电话')] ?? '']).filter(Boolean);
    expect(numbers.length).toBeGreaterThan(residents);
    expect(numbers.filter((number) => !/\*{3,}/.test(number))).toEqual([]);
    expect(bytes.toString('latin1')).not.toMatch(/999\d{14}[\dX]/);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test.each(['CSV', 'XLSX'])('as %s holds nothing that a spreadsheet would run', async (format) => {
    const { page, faults } = await newPage(await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' }));
    page.setDefaultTimeout(20_000);
    await enter(page, backend);
    const danger = `=HYPERLINK("http://example.invalid","${format}")`;
    const { items } = (await (await ask(page, backend, 'POST', '/api/search', { text: '', kinds: ['premises'], limit: 1 })).json()) as { items: { id: number; address: string }[] };
    const organisation = { name: danger, kind: 'company', contact_name: '@陈静', premises_id: items[0]?.id };
    await ask(page, backend, 'POST', '/api/organisations', { organisation }, { 'idempotency-key': `0000000000000000000000000000${format.padStart(4, '0')}` });
    const { bytes } = await exported(page, '单位', format, 'jobs');
    const { rows, formulas } = read[format]?.(bytes) ?? { rows: [], formulas: 1 };
    expect(formulas).toBe(0);
    expect(rows.flat().filter((cell) => cell.endsWith(danger))).toHaveLength(1);
    if (format === 'CSV') expect(running(rows)).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
