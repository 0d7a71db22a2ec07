// The header at every width and in both languages: whoever signs in, nothing of it is wider than the screen, and every page is one menu away.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Locator, Page } from 'playwright-core';
import { faultsOfAxe } from './axe';
import { hasProgram, startBackend, type Backend } from './backend';
import { launch, newPage } from './chromium';
import { enter } from './session';

const widths = [1920, 1440, 1280, 1024, 900, 720];
const phone = { width: 390, height: 844 };
const posts = ['office', 'officer', 'coordinator', 'admin', 'auditor'];
const long = { timeout: 240_000 };

let browser: Browser;
let backend: Backend;
const opened: { page: Page; faults: string[] }[] = [];

beforeAll(async () => {
  backend = await startBackend();
  browser = await launch();
}, 240_000);

afterAll(async () => {
  for (const { page } of opened) await page.context().close().catch(() => undefined);
  await browser?.close();
  await backend?.close();
  expect(opened.flatMap(({ faults }) => faults)).toEqual([]);
});

async function signedIn(locale: string, login: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale, reducedMotion: 'reduce' });
  await context.addInitScript((language) => { localStorage.setItem('weige.locale', language); }, locale);
  const one = await newPage(context);
  one.page.setDefaultTimeout(20_000);
  opened.push(one);
  await enter(one.page, backend, login, ['admin', 'auditor'].includes(login) ? null : 'data_correction');
  return one.page;
}

async function resize(page: Page, size: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(size);
  await page.evaluate(() => new Promise((drawn) => { requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(drawn))); }));
}

interface Shown {
  name: string;
  left: number;
  right: number;
  /** Whether a pointer at its middle meets it. */
  met: boolean;
}

function shownInHeader(page: Page): Promise<Shown[]> {
  return page.locator('header.header :is(a, button, input):visible').evaluateAll((all) => all.map((one) => {
    const { left, right, top, height } = one.getBoundingClientRect();
    return { name: (one as HTMLElement).innerText || one.tagName, left, right, met: one.contains(document.elementFromPoint((left + right) / 2, top + height / 2)) };
  }));
}

/** What of the header is out of the screen or under something else. */
async function wrongInHeader(page: Page): Promise<string[]> {
  const { wide, width } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth - document.documentElement.clientWidth, width: innerWidth }));
  const shown = (await shownInHeader(page)).sort((a, b) => a.left - b.left);
  expect(shown.length).toBeGreaterThan(1);
  return [
    ...(wide > 0 ? [`the page is ${wide} px wider than the screen`] : []),
    ...shown.filter(({ left, right }) => left < 0 || right > width).map(({ name }) => `${name} is out of the screen`),
    ...shown.filter(({ met }) => !met).map(({ name }) => `${name} lies under something else`),
    ...shown.filter(({ left }, at) => left < (shown[at - 1]?.right ?? 0) - 0.5).map(({ name }) => `${name} overlaps what stands before it`),
  ];
}

const hrefs = (links: Locator) => links.evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));

/** Every page that is in sight or in the opened menu of a navigation. */
async function within(nav: Locator): Promise<string[]> {
  const menu = nav.locator('button[aria-expanded]');
  if ((await menu.count()) === 0) return hrefs(nav.locator('a:visible'));
  await menu.click();
  const all = await hrefs(nav.locator('a:visible'));
  await menu.click();
  return all;
}

describe.skipIf(!hasProgram())('the header', () => {
  test.each(['zh-CN', 'en'].flatMap((locale) => posts.map((post) => [locale, post] as const)))('no width is too small for it (%s, %s)', long, async (locale, post) => {
    const page = await signedIn(locale, post);
    const header = page.locator('header.header nav');
    const wrong: string[] = [];
    const reached: string[][] = [];
    for (const width of widths) {
      await resize(page, { width, height: 900 });
      wrong.push(...(await wrongInHeader(page)).map((fault) => `${width} px: ${fault}`));
      reached.push((await within(header)).sort());
    }
    await resize(page, phone);
    wrong.push(...(await wrongInHeader(page)).map((fault) => `phone: ${fault}`));
    reached.push((await within(page.locator('nav.tabs'))).sort());
    expect(wrong).toEqual([]);
    expect(new Set(reached.map((one) => one.join(' '))).size).toBe(1);
    expect(new Set(reached[0]).size).toBe(reached[0]?.length);
  });

  test('the menu is used from the keyboard, marks the page that is open and is without a serious fault', long, async () => {
    const page = await signedIn('zh-CN', 'office');
    const menu = page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: /^更多/ });
    await menu.focus();
    await page.keyboard.press('Enter');
    expect(await menu.getAttribute('aria-expanded')).toBe('true');
    expect(await faultsOfAxe(page)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '自检', level: 1 }).waitFor();
    expect([await menu.getAttribute('aria-expanded'), await menu.getAttribute('aria-current')]).toEqual(['false', 'true']);
    await menu.click();
    expect(await page.locator('header.header [aria-current=page]').innerText()).toBe('自检');
    await page.keyboard.press('Escape');
    expect(await menu.getAttribute('aria-expanded')).toBe('false');
    expect(await menu.evaluate((one) => one === document.activeElement)).toBe(true);
  });

  test('on a phone the menu opens above the bar, each row for a thumb', long, async () => {
    const page = await signedIn('zh-CN', 'office');
    await resize(page, phone);
    const bar = page.getByRole('navigation', { name: '常用页面' });
    await bar.getByRole('button', { name: /^更多/ }).click();
    const menu = bar.locator('.list');
    const { top, bottom, wide } = await menu.evaluate((one) => ({ ...one.getBoundingClientRect().toJSON(), wide: one.scrollWidth - one.clientWidth }) as { top: number; bottom: number; wide: number });
    const above = (await page.locator('header.header').boundingBox())?.height ?? 0;
    expect([top >= above, bottom <= phone.height - 50, wide]).toEqual([true, true, 0]); // below the header, above the bar
    const rows = await bar.locator('li a').all();
    expect(rows.length).toBeGreaterThan(8);
    const wrong: string[] = [];
    for (const row of rows) {
      await row.scrollIntoViewIfNeeded();
      const seen = await row.evaluate((one) => {
        const { left, right, top: from, bottom: to, width, height } = one.getBoundingClientRect();
        return { width, height, cut: one.scrollWidth > one.clientWidth, met: one.contains(document.elementFromPoint((left + right) / 2, (from + to) / 2)) };
      });
      if (seen.height < 44 || seen.width < 180 || seen.cut || !seen.met) wrong.push(`${await row.innerText()}: ${JSON.stringify(seen)}`);
    }
    expect(wrong).toEqual([]);
    expect(await bar.locator('ul').evaluateAll((all) => all.every((one) => one.getAttribute('aria-labelledby') !== null))).toBe(true);
    expect(await faultsOfAxe(page)).toEqual([]);
    await bar.getByRole('link', { name: '居民申请' }).click();
    await page.getByRole('heading', { name: '居民申请', level: 1 }).waitFor();
    expect(await bar.locator('li a').first().isVisible()).toBe(false);
  });
});
