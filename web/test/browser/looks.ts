// Every page, opened once and looked at in two sizes and themes: nothing wider than the screen, no error of the page's own, and no
// serious fault for axe, which takes longer than all the rest and therefore looks at one of the two, at the other with the next page.
// With WEIGE_SCREENS (`./dev check screens`, npm run screens) there are four looks and two for axe, and pictures for people to look at.
import { mkdirSync } from 'node:fs';
import { expect } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { faultsOfAxe } from './axe';
import { newPage } from './chromium';
import type { Shot } from './shots';

const folder = process.env.WEIGE_SCREENS;
if (folder) mkdirSync(folder, { recursive: true });

const looks = {
  desk: { width: 1440, height: 900, colorScheme: 'light' },
  'desk-dark': { width: 1440, height: 900, colorScheme: 'dark' },
  phone: { width: 390, height: 844, colorScheme: 'light' },
  'phone-dark': { width: 390, height: 844, colorScheme: 'dark' },
} as const;
type Look = keyof typeof looks;

const forAxe: Look[] = ['desk', 'phone-dark'];
const seen: Look[] = folder ? ['desk', 'desk-dark', 'phone', 'phone-dark'] : forAxe;

async function settled(page: Page): Promise<void> {
  await page.locator('main h1, dialog[open]').first().waitFor({ state: 'attached' });
  await page.waitForFunction(() => document.querySelector('.wg-wait, .el-loading-mask') === null && document.fonts.status === 'loaded');
}

async function picture(page: Page, name: string): Promise<void> {
  if (!folder) return;
  if ((await page.locator('.maplibregl-canvas').count()) > 0) await page.waitForTimeout(1500); // for people to look at: a map is drawn in software here
  await page.screenshot({ path: `${folder}/${name}.png` });
}

/** Resized, and drawn once since: a page hears of its new width when the next frame is made, and follows before the one after. */
async function resize(page: Page, look: Look): Promise<void> {
  const { width, height } = looks[look];
  await page.setViewportSize({ width, height });
  await page.evaluate(() => new Promise((drawn) => { requestAnimationFrame(() => requestAnimationFrame(drawn)); }));
}

async function tooWide(page: Page, name: string): Promise<string[]> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return wide > 0 ? [`${name}: the page is ${wide} px wider than the screen`] : [];
}

/** One opening of the page, looked at in both sizes and themes. */
export async function wrongWith(page: Page, name: string, axeLooksAt: Look[] = forAxe): Promise<string[]> {
  const wrong: string[] = [];
  for (const look of seen) {
    const { colorScheme } = looks[look];
    await resize(page, look);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.waitForFunction((dark) => document.documentElement.classList.contains('dark') === dark, colorScheme === 'dark');
    await picture(page, `${name}-${look}`);
    wrong.push(...(await tooWide(page, `${name}-${look}`)));
    if (axeLooksAt.includes(look)) wrong.push(...(await faultsOfAxe(page)).map((fault) => `${name}-${look}: ${fault}`));
  }
  return wrong;
}

async function open(page: Page, base: string, { path, act }: Shot): Promise<void> {
  await page.setViewportSize(looks.desk);
  await page.goto(base + path);
  await settled(page);
  await act?.(page);
  await settled(page);
}

export async function newVisitor(browser: Browser, locale = 'zh-CN'): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({ viewport: looks.desk, locale, reducedMotion: 'reduce' });
  await context.addInitScript((language) => { localStorage.setItem('weige.locale', language); }, locale);
  const opened = await newPage(context);
  opened.page.setDefaultTimeout(20_000);
  return opened;
}

/** What is wrong with pages that are opened one after the other. */
export async function wrongWithAll(page: Page, base: string, shots: Shot[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const [index, shot] of shots.entries()) {
    await open(page, base, shot).catch((error: unknown) => { throw new Error(`${shot.name} (${shot.path}) could not be opened`, { cause: error }); });
    wrong.push(...(await wrongWith(page, shot.name, folder ? forAxe : forAxe.slice(index % 2, (index % 2) + 1))));
  }
  return wrong;
}

export async function expectNothingWrong(page: Page, faults: string[], base: string, shots: Shot[]): Promise<void> {
  const wrong = await wrongWithAll(page, base, shots);
  expect([...wrong, ...faults]).toEqual([]);
  await page.context().close();
}

/** English words are longer: what fits in Chinese may not. */
export async function expectEnglishFits(page: Page, faults: string[], base: string, shots: Shot[]): Promise<void> {
  const wrong: string[] = [];
  for (const shot of shots) {
    await open(page, base, shot);
    for (const look of ['desk', 'phone'] as const) {
      await resize(page, look);
      await picture(page, `${shot.name}-${look}-en`);
      wrong.push(...(await tooWide(page, `${shot.name}-${look}`)));
    }
  }
  expect([...wrong, ...faults]).toEqual([]);
  await page.context().close();
}

export const long = { timeout: 600_000 };
