// A town comes into the register through the page: real files, real Chromium, the server on an empty register.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { hasProgram, startEmpty, type Backend } from './backend';
import { launch, newPage } from './chromium';
import { kinds, openTown, outcomesOf, startImport, writeOut, writeTown } from './freshTown';
import { rowsOfCsv, workbookOf } from './tables';

let folder: string;
let browser: Browser;
let backend: Backend;
let page: Page;
let faults: string[];

/** What an export calls what a town's own file calls otherwise. */
const names: Record<string, string> = { 户籍地址: '户籍地', 现住地址: '地址' };

/** A table as what its rows say under each heading: neither rows nor the labels in a cell are in an order. */
function contentOf(rows: string[][], headings: string[]): string[] {
  const at = headings.map((heading) => (rows[0] ?? []).indexOf(heading));
  return rows.slice(1).map((row) => at.map((index) => (row[index] ?? '').split('、').sort().join('、')).join('|')).sort();
}

/** What stood in the file, as the register gives it out: the file has a title above its headings, the register may have more columns. */
function expectSame([, given = [], ...rows]: string[][], found: string[][]): void {
  const headings = given.map((heading) => (found[0]?.includes(heading) ? heading : names[heading] ?? heading));
  expect(found[0]).toEqual(expect.arrayContaining(headings));
  expect(contentOf(found, headings)).toEqual(contentOf([headings, ...rows], headings));
}

/** Ends the server. The page is left before: it would go on asking, and report that nobody answers. */
async function leave(): Promise<void> {
  await page.goto('about:blank');
  await backend.stop();
}

/** Keeps, in the page, what the server tells of jobs and what the page says of them. */
function keepWhatIsTold(): void {
  const kept = { told: [] as { done: number; total: number }[], shown: [] as string[] };
  Object.assign(globalThis, { kept });
  const Plain = globalThis.EventSource;
  globalThis.EventSource = class extends Plain {
    constructor(url: string | URL) {
      super(url);
      this.addEventListener('job', (event) => { kept.told.push(JSON.parse(event.data as string) as (typeof kept.told)[number]); });
    }
  };
  new MutationObserver(() => {
    const text = document.querySelector('main progress + p')?.textContent?.trim();
    if (text && text !== kept.shown.at(-1)) kept.shown.push(text);
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

describe.skipIf(!hasProgram())('a town through the page', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'weige-import-'));
    writeTown(join(folder, 'small'), 500);
    browser = await launch();
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  beforeEach(async () => {
    backend = await startEmpty();
    ({ page, faults } = await newPage(await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })));
    page.setDefaultTimeout(20_000);
    await openTown(page, backend);
    return async () => {
      await page.context().close();
      await backend.close();
      expect(faults).toEqual([]);
    };
  });

  const long = { timeout: 240_000 };

  test.each(['xlsx', 'csv'])('%s: what the files say is what the register holds; the same files again change nothing', long, async (format) => {
    const read = format === 'csv' ? rowsOfCsv : (bytes: Buffer) => workbookOf(bytes).rows;
    for (const kind of kinds) {
      const given = read(readFileSync(join(folder, 'small', `${kind}.${format}`)));
      await startImport(page, backend, join(folder, 'small', `${kind}.${format}`));
      expect(await outcomesOf(page)).toEqual({ 新增: given.length - 2 });
    }
    for (const kind of kinds) {
      await startImport(page, backend, join(folder, 'small', `${kind}.${format}`));
      expect(Object.keys(await outcomesOf(page))).toEqual(['一致']);
    }
    await leave();
    for (const kind of kinds) {
      const found = join(folder, `${kind}.csv`);
      writeOut(backend, kind, found);
      expectSame(read(readFileSync(join(folder, 'small', `${kind}.${format}`))), rowsOfCsv(readFileSync(found)));
    }
  });

  test('faulty rows are listed with cell and reason, come back in the result file, and keep no good row out', long, async () => {
    for (const kind of ['addresses', 'organisations']) {
      await startImport(page, backend, join(folder, 'small', `${kind}.xlsx`));
      await outcomesOf(page);
    }
    const rows = rowsOfCsv(readFileSync(join(folder, 'small', 'residents.csv')));
    const headings = rows[1] ?? [];
    const plant = (row: number, heading: string, value: string) => { (rows[row - 1] ?? [])[headings.indexOf(heading)] = value; };
    plant(5, '证件号码', `${rows[4]?.[headings.indexOf('证件号码')]?.slice(0, 17)}?`);
    plant(8, '入住日期', '2026-02-30');
    plant(11, '姓名', '');
    plant(14, '现住地址', '隔壁老王家');
    const file = join(folder, '有误.csv');
    writeFileSync(file, `\ufeff${rows.map((row) => row.join(',')).join('\r\n')}\r\n`);

    await startImport(page, backend, file);
    expect(await outcomesOf(page)).toEqual({ 新增: rows.length - 2 - 4, 需修改: 4 });
    await page.getByRole('button', { name: '需修改', exact: true }).click();
    await page.getByText('只看“需修改”').waitFor();
    const list = page.getByRole('region', { name: '逐行结果' });
    for (const [row, cell, reason] of [[5, 'D5', /身份证号/], [8, 'M8', /日期/], [11, 'A11', /姓名/], [14, 'J14', /地址/]] as const) {
      const line = list.getByRole('row').filter({ has: page.getByRole('cell', { name: String(row), exact: true }) });
      await line.getByRole('cell', { name: cell, exact: true }).waitFor();
      await line.getByRole('cell', { name: reason }).waitFor();
    }
    expect(await list.getByRole('row').count()).toBe(1 + 4);

    const coming = page.waitForEvent('download');
    await page.getByRole('link', { name: '下载结果文件' }).click();
    const result = workbookOf(readFileSync(await (await coming).path()));
    expect(result.formulas).toBe(0);
    expect(result.rows.length).toBe(1 + rows.length - 2);
    const bad = result.rows.filter((row) => row[1] === '需修改');
    expect(bad.map((row) => [row[0], row[2]])).toEqual([['5', 'D5'], ['8', 'M8'], ['11', 'A11'], ['14', 'J14']]);
    expect(bad.every((row) => row[3] && row[4])).toBe(true);
    await leave();
    writeOut(backend, 'residents', join(folder, 'good.csv'));
    expect(rowsOfCsv(readFileSync(join(folder, 'good.csv'))).length).toBe(1 + rows.length - 2 - 4);
  });

  test('the office of an empty register is led to the next file, and sees no figures of nothing', async () => {
    await page.goto(backend.url);
    await page.getByRole('link', { name: '导入地址' }).waitFor();
    await page.getByText('这里还没有登记').waitFor();
    expect(await page.getByRole('figure').count()).toBe(0);
    await page.goto(`${backend.url}/addresses`);
    await page.getByText('还没有地址').waitFor();
    await page.getByRole('main').getByRole('link', { name: '导入文件' }).click();
    await page.getByRole('heading', { name: '导入文件' }).waitFor();
  });

  test('an import is taken back from the history of one of its records: its dialog says so, and goes on as a job', long, async () => {
    for (const kind of kinds) {
      await startImport(page, backend, join(folder, 'small', `${kind}.xlsx`));
      await outcomesOf(page);
    }
    await page.getByRole('region', { name: '逐行结果' }).getByRole('row').nth(1).click();
    await page.getByRole('heading', { name: '登记内容' }).waitFor();
    await page.getByRole('button', { name: '撤销' }).last().click();
    const dialog = page.getByRole('dialog', { name: '撤销这次变更' });
    await dialog.getByText('这次变更来自一次导入').waitFor();
    await dialog.getByLabel('理由').fill('导错了文件');
    await dialog.getByRole('button', { name: '确认撤销' }).click();
    await dialog.getByText('已撤销，登记已恢复原样。').waitFor({ timeout: 60_000 });
    await dialog.getByRole('button', { name: '关闭', exact: true }).last().click();
    await page.getByRole('heading', { name: '没有找到，或不在您的辖区内' }).waitFor();
    await page.getByRole('link', { name: '任务', exact: true }).click();
    await page.getByRole('listitem').filter({ hasText: '撤销' }).getByText('已完成').waitFor();
    await leave();
    const left = join(folder, 'left.csv');
    writeOut(backend, 'residents', left);
    expect(rowsOfCsv(readFileSync(left))).toHaveLength(1);
  });

  test('how far a long import is, is seen while it runs, as the server tells it', long, async () => {
    writeTown(join(folder, 'larger'), 15000);
    for (const kind of ['addresses', 'organisations']) {
      await startImport(page, backend, join(folder, 'larger', `${kind}.csv`));
      await outcomesOf(page);
    }
    await page.addInitScript(keepWhatIsTold);
    await startImport(page, backend, join(folder, 'larger', 'residents.csv'));
    await page.getByRole('link', { name: /任务进行中 1/ }).waitFor();
    await outcomesOf(page);
    await page.getByRole('link', { name: '任务', exact: true }).waitFor(); // its end was seen here
    const { told, shown } = await page.evaluate(() => (globalThis as unknown as { kept: { told: { done: number; total: number }[]; shown: string[] } }).kept);
    expect(told.some(({ done, total }) => done > 0 && done < total)).toBe(true);
    expect(shown).toContainEqual(expect.stringMatching(/(核对各行|写入登记库)\s+[1-9][\d,]* \/ 15,000/));

    await startImport(page, backend, join(folder, 'larger', 'residents.csv'));
    await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '首页' }).click();
    await page.getByRole('link', { name: '新结果 1' }).click({ timeout: 60_000 });
    await page.getByRole('listitem').filter({ hasText: 'residents.csv' }).first().getByRole('link', { name: '查看导入结果' }).click();
    expect(await outcomesOf(page)).toEqual({ 一致: 15000 });
  });
});
