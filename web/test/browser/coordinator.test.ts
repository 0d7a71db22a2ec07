// What a coordinator meets whose post covers one grid of the town: it comes first, what lies beyond is not told as if nobody lived there.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { hasProgram, startBackend, type Backend } from './backend';
import { launch, newPage } from './chromium';
import { enter } from './session';

let backend: Backend;
let browser: Browser;
let page: Page;
let faults: string[];

beforeAll(async () => {
  if (!hasProgram()) return;
  backend = await startBackend();
  browser = await launch();
  ({ page, faults } = await newPage(await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', reducedMotion: 'reduce' })));
  page.setDefaultTimeout(20_000);
  await enter(page, backend, 'coordinator', 'door_check');
});

afterAll(async () => {
  expect(faults ?? []).toEqual([]);
  await browser?.close();
  await backend?.close();
});

interface Box {
  text: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

function overlapping(boxes: readonly Box[]): string[] {
  return boxes.flatMap((one, index) => boxes.slice(index + 1)
    .filter((other) => one.left < other.right && other.left < one.right && one.top < other.bottom - 1 && other.top < one.bottom - 1)
    .map((other) => `${one.text} / ${other.text}`));
}

const members = () => page.getByRole('region', { name: '名单' }).locator('tbody tr:not([aria-hidden])');
const onlyOwn = () => page.getByLabel('只看本岗位范围');
const patient = { timeout: 20_000 };

describe.skipIf(!hasProgram())('a coordinator of one grid', () => {
  test.each([['on a desk', 1440, 900], ['on a phone', 390, 844]])('the own grid is what is listed, and the others on demand, without figures (%s)', async (_, width, height) => {
    await page.setViewportSize({ width, height });
    await page.goto(`${backend.url}/grids`);
    await expect.poll(() => members().count(), patient).toBe(1);
    expect(await onlyOwn().isChecked()).toBe(true);
    const own = await members().first().innerText();
    expect(own).not.toContain('不在本岗位范围');
    await onlyOwn().uncheck();
    await expect.poll(() => members().count(), patient).toBeGreaterThan(5);
    expect(new URL(page.url()).searchParams.get('range')).toBe('all');
    const [first, second] = await members().allInnerTexts();
    expect(first?.split(/\s/)[0]).toBe(own.split(/\s/)[0]);
    expect(second).toMatch(/—\s*不在本岗位范围/);
    expect(second).not.toMatch(/\t0\b/);
    await members().nth(1).getByRole('button').click();
    await page.getByText('这一格不在本岗位范围').waitFor();
  });

  test('the legend of the map says what its colourless grids are', async () => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`${backend.url}/grids`);
    const line = page.locator('dl', { hasText: '户' }).locator('dd', { hasText: '不在本岗位范围' });
    await line.waitFor();
    const grids = Number(/\d+/.exec(await line.innerText())?.[0]);
    await onlyOwn().uncheck();
    await page.getByText('只看本岗位范围').waitFor();
    expect(grids).toBeGreaterThan(5);
    expect(await page.getByRole('group', { name: '看什么' }).getByRole('button', { name: '各村居进度' }).count()).toBe(0);
  });

  test('the table of the home page is named by the grid that stands in it', async () => {
    await page.goto(backend.url);
    const table = page.locator('#committees');
    await table.getByRole('columnheader', { name: '微网格', exact: true }).waitFor();
    await table.getByRole('heading', { name: '各微网格' }).waitFor();
    expect(await table.getByText('村居', { exact: true }).count()).toBe(0);
  });

  test.each([['on a desk', 1440, 900], ['on a phone', 390, 844]])('labels of lines that end at one height stand apart (%s)', async (_, width, height) => {
    await page.setViewportSize({ width, height });
    await page.goto(backend.url);
    const texts = page.locator('figure').filter({ has: page.getByRole('heading', { name: '每月人员登记变动' }) }).locator('svg text');
    await texts.first().waitFor();
    const boxes = await texts.evaluateAll((found) => found.map((text) => {
      const { left, right, top, bottom } = text.getBoundingClientRect();
      return { text: text.textContent ?? '', left, right, top, bottom };
    }));
    const labels = boxes.filter(({ text }) => /^(新增|变更|注销) /.test(text));
    expect(labels).toHaveLength(3);
    expect(overlapping(labels)).toEqual([]);
  });
});
