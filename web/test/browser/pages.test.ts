// Every page in both sizes and themes: no serious fault for axe, nothing wider than the screen, no error of the page's own.
// With WEIGE_SCREENS (npm run screens) pictures are kept, for people to look at.
import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import type { Running } from '../mock/server';
import { faultsOfAxe } from './axe';
import { startBackend } from './backend';
import { launch, newPage } from './chromium';
import { enter } from './session';
import { allShots, openShots, type Shot } from './shots';

const folder = process.env.WEIGE_SCREENS;
const looks = {
  desk: { width: 1440, height: 900, colorScheme: 'light' },
  'desk-dark': { width: 1440, height: 900, colorScheme: 'dark' },
  phone: { width: 390, height: 844, colorScheme: 'light' },
  'phone-dark': { width: 390, height: 844, colorScheme: 'dark' },
} as const;

let backend: Running;
let browser: Browser;

beforeAll(async () => {
  if (folder) mkdirSync(folder, { recursive: true });
  backend = await startBackend();
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await backend?.close();
});

async function settled(page: Page): Promise<void> {
  await page.locator('main h1, dialog[open]').first().waitFor({ state: 'attached' });
  await page.waitForFunction(() => document.querySelector('.wg-wait, .el-loading-mask') === null && document.fonts.status === 'loaded');
}

async function picture(page: Page, name: string): Promise<void> {
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}

/** One opening of the page, looked at in both sizes and themes. */
async function wrongWith(page: Page, name: string): Promise<string[]> {
  const wrong: string[] = [];
  for (const [look, { width, height, colorScheme }] of Object.entries(looks)) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.waitForFunction((dark) => document.documentElement.classList.contains('dark') === dark, colorScheme === 'dark');
    await picture(page, `${name}-${look}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) wrong.push(`${name}-${look}: the page is ${wide} px wider than the screen`);
    wrong.push(...(await faultsOfAxe(page)).map((fault) => `${name}-${look}: ${fault}`));
  }
  return wrong;
}

async function open(page: Page, { path, act }: Shot): Promise<void> {
  await page.setViewportSize(looks.desk);
  await page.goto(backend.url + path);
  await settled(page);
  await act?.(page);
  await settled(page);
}

async function newVisitor(locale: string): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({ viewport: looks.desk, locale, reducedMotion: 'reduce' });
  await context.addInitScript((language) => { localStorage.setItem('weige.locale', language); }, locale);
  const opened = await newPage(context);
  opened.page.setDefaultTimeout(20_000);
  return opened;
}

test('every page is without a serious fault in both sizes and themes', { timeout: 600_000 }, async () => {
  const { page, faults } = await newVisitor('zh-CN');
  const wrong: string[] = [];
  const look = async (shot: Shot) => {
    await open(page, shot);
    wrong.push(...(await wrongWith(page, shot.name)));
  };
  for (const shot of openShots(backend.link)) await look(shot);
  await enter(page, backend);
  for (const shot of await allShots(page)) await look(shot);
  expect([...wrong, ...faults]).toEqual([]);
  await page.context().close();
});

// English words are longer: what fits in Chinese may not.
test('no page is wider than the phone in English', { timeout: 300_000 }, async () => {
  const { page, faults } = await newVisitor('en');
  await enter(page, backend);
  const wrong: string[] = [];
  for (const shot of (await allShots(page)).filter(({ act }) => !act)) {
    await open(page, shot);
    await picture(page, `${shot.name}-desk-en`);
    await page.setViewportSize(looks.phone);
    await picture(page, `${shot.name}-phone-en`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) wrong.push(`${shot.name}: the page is ${wide} px wider than the screen`);
  }
  expect([...wrong, ...faults]).toEqual([]);
  await page.context().close();
});
