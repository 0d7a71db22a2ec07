// Every page in both sizes and themes: nothing wider than the screen, no error of the page's own; and no serious fault for axe, which looks
// at each size and at each theme once, because it takes longer than all the rest.
// With WEIGE_SCREENS (npm run screens) pictures are kept, for people to look at.
import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { faultsOfAxe } from './axe';
import { hasProgram, startBackend, startEmpty, startWorked, type Backend } from './backend';
import { launch, newPage } from './chromium';
import { answer, request, residentWithNumber, sitAs } from './residents';
import { handInSampleList } from './sampleList';
import { administrator, ask, enter } from './session';
import { administratorShots, auditorShots, coordinatorShots, doorShots, emptyShots, findingShots, gridShots, instructionShots, leadShots, officerDoorShots, openShots, placeShots, registerShots, residentShots, teamShots, type Shot } from './shots';
import { coordinatorAtWork, leaderAtWork, meetingShots, normShots, officeAtWork, officerAtWork } from './workShots';

const folder = process.env.WEIGE_SCREENS;
const looks = {
  desk: { width: 1440, height: 900, colorScheme: 'light' },
  'desk-dark': { width: 1440, height: 900, colorScheme: 'dark' },
  phone: { width: 390, height: 844, colorScheme: 'light' },
  'phone-dark': { width: 390, height: 844, colorScheme: 'dark' },
} as const;
const seenByAxe = ['desk', 'phone-dark'];

let backend: Backend;
let empty: Backend;
let browser: Browser;

beforeAll(async () => {
  if (folder) mkdirSync(folder, { recursive: true });
  backend = await startBackend();
  empty = await startEmpty();
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await backend?.close();
  await empty?.close();
});

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
async function resize(page: Page, look: keyof typeof looks): Promise<void> {
  const { width, height } = looks[look];
  await page.setViewportSize({ width, height });
  await page.evaluate(() => new Promise((drawn) => { requestAnimationFrame(() => requestAnimationFrame(drawn)); }));
}

/** One opening of the page, looked at in both sizes and themes. */
async function wrongWith(page: Page, name: string): Promise<string[]> {
  const wrong: string[] = [];
  for (const look of Object.keys(looks) as (keyof typeof looks)[]) {
    const { colorScheme } = looks[look];
    await resize(page, look);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.waitForFunction((dark) => document.documentElement.classList.contains('dark') === dark, colorScheme === 'dark');
    await picture(page, `${name}-${look}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) wrong.push(`${name}-${look}: the page is ${wide} px wider than the screen`);
    if (seenByAxe.includes(look)) wrong.push(...(await faultsOfAxe(page)).map((fault) => `${name}-${look}: ${fault}`));
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

async function newVisitor(locale: string): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({ viewport: looks.desk, locale, reducedMotion: 'reduce' });
  await context.addInitScript((language) => { localStorage.setItem('weige.locale', language); }, locale);
  const opened = await newPage(context);
  opened.page.setDefaultTimeout(20_000);
  return opened;
}

async function expectNothingWrong(page: Page, faults: string[], base: string, shots: Shot[]): Promise<void> {
  const wrong: string[] = [];
  for (const shot of shots) {
    await open(page, base, shot);
    wrong.push(...(await wrongWith(page, shot.name)));
  }
  expect([...wrong, ...faults]).toEqual([]);
  await page.context().close();
}

const long = { timeout: 600_000 };

test('pages of an empty register are without a serious fault in both sizes and themes', long, async () => {
  const { page, faults } = await newVisitor('zh-CN');
  const shots = openShots(empty.link);
  for (const shot of shots) {
    await open(page, empty.url, shot);
    expect(await wrongWith(page, shot.name)).toEqual([]);
  }
  await ask(page, empty, 'POST', `/api${empty.link}`, administrator);
  await expectNothingWrong(page, faults, empty.url, emptyShots);
});

test('pages of the register are without a serious fault in both sizes and themes', long, async () => {
  const { page, faults } = await newVisitor('zh-CN');
  await enter(page, backend);
  await expectNothingWrong(page, faults, backend.url, await registerShots(page));
});

test('pages of rosters and findings are without a serious fault in both sizes and themes', long, async () => {
  const { page, faults } = await newVisitor('zh-CN');
  await enter(page, backend);
  if (backend.real) await handInSampleList(page, backend);
  await expectNothingWrong(page, faults, backend.url, await findingShots(page));
});

test('pages of grids are without a serious fault in both sizes and themes', long, async () => {
  const { page, faults } = await newVisitor('zh-CN');
  await enter(page, backend);
  await expectNothingWrong(page, faults, backend.url, await gridShots(page));
});

test('pages of residents are without a serious fault in both sizes and themes', long, async () => {
  const { page, faults } = await newVisitor('zh-CN');
  await enter(page, backend);
  const person = await residentWithNumber(page, backend);
  await sitAs(page, backend, person);
  const asked = await request(page, backend, { kind: 'correction', field: 'phone', text: '电话换了，请改成新的。' });
  await request(page, backend, { kind: 'complaint', field: 'readings', text: '有人看过我的登记，我没有去办过事。' });
  const answered = await request(page, backend, { kind: 'erasure', field: 'employment', text: '早就不在那里上班了。' });
  await answer(page, backend, answered, 'partly', '离职已经登记；以前的从业记录按规定保留到期后删除。');
  const shots = residentShots(person.id, asked);
  await expectNothingWrong(page, faults, backend.url, shots);
  const english = await newVisitor('en');
  await enter(english.page, backend);
  await sitAs(english.page, backend, person);
  const wrong: string[] = [];
  for (const shot of shots.filter(({ act }) => !act)) {
    await open(english.page, backend.url, shot);
    for (const look of ['desk', 'phone'] as const) {
      await resize(english.page, look);
      await picture(english.page, `${shot.name}-${look}-en`);
      const wide = await english.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 0) wrong.push(`${shot.name}-${look}: the page is ${wide} px wider than the screen`);
    }
  }
  expect([...wrong, ...english.faults]).toEqual([]);
  await english.page.context().close();
});

// The stand-in has one post only.
test.skipIf(!hasProgram())('pages of a coordinator are without a serious fault in both sizes and themes', long, async () => {
  const { page, faults } = await newVisitor('zh-CN');
  await enter(page, backend, 'coordinator', 'door_check');
  await expectNothingWrong(page, faults, backend.url, coordinatorShots);
});

test.skipIf(!hasProgram())('pages of door work are without a serious fault in both sizes and themes', long, async () => {
  const { page, faults } = await newVisitor('zh-CN');
  await enter(page, backend, 'coordinator', 'door_check');
  await expectNothingWrong(page, faults, backend.url, await doorShots(page));
  const officer = await newVisitor('zh-CN');
  await enter(officer.page, backend, 'officer', 'door_check');
  await expectNothingWrong(officer.page, officer.faults, backend.url, officerDoorShots);
});

test.skipIf(!hasProgram())('pages of sealed leads are without a serious fault in both sizes and themes', long, async () => {
  const { page, faults } = await newVisitor('zh-CN');
  await enter(page, backend, 'officer', 'door_check');
  await expectNothingWrong(page, faults, backend.url, leadShots);
});

test.skipIf(!hasProgram())('pages of work at places are without a serious fault in both sizes and themes', long, async () => {
  const { page, faults } = await newVisitor('zh-CN');
  await enter(page, backend, 'officer', 'door_check');
  await expectNothingWrong(page, faults, backend.url, placeShots);
});

test.skipIf(!hasProgram())('pages of teams are without a serious fault in both sizes and themes', long, async () => {
  const { page, faults } = await newVisitor('zh-CN');
  await enter(page, backend);
  await expectNothingWrong(page, faults, backend.url, await teamShots(page));
});

test.skipIf(!hasProgram())('pages of instructions are without a serious fault in both sizes and themes', long, async () => {
  const { page, faults } = await newVisitor('zh-CN');
  await enter(page, backend);
  await expectNothingWrong(page, faults, backend.url, instructionShots);
});

test.skipIf(!hasProgram())('pages of meetings and shifts are without a serious fault in both sizes and themes', long, async () => {
  const { page, faults } = await newVisitor('zh-CN');
  await enter(page, backend);
  await expectNothingWrong(page, faults, backend.url, meetingShots);
});

test.skipIf(!hasProgram())('pages of norms and duties are without a serious fault in both sizes and themes', long, async () => {
  const { page, faults } = await newVisitor('zh-CN');
  await enter(page, backend);
  await expectNothingWrong(page, faults, backend.url, normShots);
});

test.skipIf(!hasProgram())('pages of a town at work are without a serious fault in both sizes and themes', long, async () => {
  const worked = await startWorked();
  try {
    const seats = [
      { login: 'office', purpose: 'data_correction', shots: officeAtWork },
      { login: 'officer', purpose: 'door_check', shots: officerAtWork },
      { login: 'leader', purpose: 'door_check', shots: () => Promise.resolve(leaderAtWork) },
      { login: 'coordinator', purpose: 'door_check', shots: () => Promise.resolve(coordinatorAtWork) },
    ];
    for (const { login, purpose, shots } of seats) {
      const { page, faults } = await newVisitor('zh-CN');
      await enter(page, worked, login, purpose);
      await expectNothingWrong(page, faults, worked.url, await shots(page));
    }
  } finally {
    await worked.close();
  }
});

test('pages of the administrator are without a serious fault in both sizes and themes', long, async () => {
  const { page, faults } = await newVisitor('zh-CN');
  await enter(page, backend, 'admin', null);
  await expectNothingWrong(page, faults, backend.url, administratorShots);
});

test('pages of the auditor are without a serious fault in both sizes and themes', long, async () => {
  const { page, faults } = await newVisitor('zh-CN');
  await enter(page, backend, 'auditor', null);
  await expectNothingWrong(page, faults, backend.url, auditorShots);
});

// English words are longer: what fits in Chinese may not.
test('no page is wider than the screen in English', long, async () => {
  const { page, faults } = await newVisitor('en');
  await enter(page, backend);
  const wrong: string[] = [];
  for (const shot of [...(await registerShots(page)), ...(await findingShots(page)), ...(await gridShots(page)).map(({ name, path }): Shot => ({ name, path }))].filter(({ act, name }) => !act || name === 'search' || name.startsWith('finding-'))) {
    await open(page, backend.url, shot);
    for (const look of ['desk', 'phone'] as const) {
      await resize(page, look);
      await picture(page, `${shot.name}-${look}-en`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 0) wrong.push(`${shot.name}-${look}: the page is ${wide} px wider than the screen`);
    }
  }
  expect([...wrong, ...faults]).toEqual([]);
  await page.context().close();
});
