// One thing that somebody noticed: a guard opens the link of the group on a phone and sends it, a clerk finds it among what waits and decides.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Locator, Page } from 'playwright-core';
import { hasProgram, startBackend, type Backend } from './backend';
import { launch, newPage } from './chromium';
import { ask, enter, fillPost } from './session';

const looks = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const mostTaps = 6;

let browser: Browser;
let backend: Backend;
const opened: { page: Page; faults: string[] }[] = [];

async function visitor(look: keyof typeof looks): Promise<Page> {
  const one = await newPage(await browser.newContext({ viewport: looks[look], locale: 'zh-CN' }));
  one.page.setDefaultTimeout(20_000);
  opened.push(one);
  return one.page;
}

async function read<T>(page: Page, path: string): Promise<T> {
  return (await (await ask(page, backend, 'GET', path)).json()) as T;
}

interface Resident {
  id: number;
  name: string;
  /** The building, and what stands behind it. */
  building: string;
  room: string;
}

interface Seen {
  id: number;
  name: string;
  residences: { premises_id: number; state: string }[];
}

/** Somebody who lives in a room of the clerk's area. */
async function residentOf(page: Page): Promise<Resident> {
  for (const surname of '王李张刘陈杨赵黄周吴') {
    const { items } = (await (await ask(page, backend, 'POST', '/api/search', { text: surname, kinds: ['person'], limit: 50 })).json()) as { items: { id: number; address?: string }[] };
    for (const { id, address } of items) {
      const [, building, room] = /^(.*号)([^号]*室)$/.exec(address ?? '') ?? [];
      if (!building || !room) continue;
      const { name, residences } = await read<Seen>(page, `/api/persons/${id}`);
      if (residences[0]?.state === 'current') return { id, name, building, room };
    }
  }
  throw new Error('nobody lives in a room');
}

async function stateOf(page: Page, { id }: Resident): Promise<string | undefined> {
  return (await read<Seen>(page, `/api/persons/${id}`)).residences[0]?.state;
}

interface Waiting {
  id: number;
  report?: string;
  name: string;
}

async function waiting(page: Page): Promise<Waiting[]> {
  return (await read<{ items: Waiting[] }>(page, '/api/findings?state=open&kind=reported&limit=500')).items;
}

/** Taps, and how many they were. */
function counted() {
  let count = 0;
  const tap = async (on: Locator) => {
    count += 1;
    await on.click();
  };
  return { tap, taps: () => count };
}

describe.skipIf(!hasProgram())('a report on its way', () => {
  let guard: Page;
  let clerk: Page;
  let mover: Resident;
  const long = { timeout: 120_000 };

  beforeAll(async () => {
    backend = await startBackend();
    browser = await launch();
    clerk = await visitor('desk');
    await enter(clerk, backend, 'committee');
    mover = await residentOf(clerk);
    const { posts } = await read<{ posts: { area_id: number }[] }>(clerk, '/api/session');
    const { helper_kinds } = await read<{ helper_kinds: { code: string }[] }>(clerk, '/api/codes');
    const admin = await visitor('desk');
    await enter(admin, backend, 'admin', null);
    guard = await visitor('phone');
    const post = { role: 'helper', helper_kind: helper_kinds[0]?.code, area_id: posts[0]?.area_id, title: '明珠苑门卫' };
    await fillPost(admin, guard, backend, { login_name: 'menwei', display_name: '吴门卫' }, post);
  }, 240_000);

  afterAll(async () => {
    for (const { page } of opened) await page.context().close().catch(() => undefined);
    await browser?.close();
    await backend?.close();
    expect(opened.flatMap(({ faults }) => faults)).toEqual([]);
  });

  test('a clerk makes the link for a group; it names the building and nothing else', long, async () => {
    await clerk.goto(`${backend.url}/rosters`);
    await clerk.getByRole('button', { name: '群里用的链接' }).click();
    const dialog = clerk.getByRole('dialog', { name: '群里用的链接' });
    await dialog.getByLabel('地址').fill(mover.building);
    const link = new URL(await dialog.getByText(/\/report\?at=/).innerText());
    expect([link.origin, link.pathname, [...link.searchParams]]).toEqual([backend.url, '/report', [['at', mover.building]]]);
    await clerk.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await dialog.getByRole('button', { name: '复制链接' }).click();
    await dialog.getByRole('status').filter({ hasText: '已复制' }).waitFor();
    expect(await clerk.evaluate(() => navigator.clipboard.readText())).toBe(link.href);
  });

  test('a guard sends a line in at most six taps, and hears nothing of the register', long, async () => {
    const { tap, taps } = counted();
    await guard.goto(`${backend.url}/report?at=${encodeURIComponent(mover.building)}`);
    await guard.getByText('个人信息请填在这里，不要发在群里').waitFor();
    const line = guard.getByLabel('用一句话说');
    await tap(line);
    await line.fill(`${mover.room} ${mover.name} 搬走了`);
    await line.press('Enter');
    await guard.getByRole('status').filter({ hasText: '已填好' }).waitFor();
    expect(await guard.getByRole('radio', { name: '搬走' }).isChecked()).toBe(true);
    expect(await guard.getByLabel(/^地址/).inputValue()).toBe(mover.building);
    expect(await guard.getByLabel('室号/门牌').inputValue()).toBe(mover.room);
    expect(await guard.getByLabel('姓名').inputValue()).toBe(mover.name);
    await tap(guard.getByRole('button', { name: '发送' }));
    const receipt = guard.getByRole('region', { name: '已收到' });
    await receipt.getByText(mover.building + mover.room).waitFor();
    expect(taps()).toBeLessThanOrEqual(mostTaps);

    await receipt.getByRole('link', { name: '我报过的' }).click();
    await guard.getByRole('link', { name: '搬走' }).click();
    await guard.getByRole('heading', { level: 1, name: '搬走' }).waitFor();
    await guard.getByText('已收下').first().waitFor();
    const told = await read<object>(guard, `/api${new URL(guard.url()).pathname}`);
    for (const kept of ['outcomes', 'compared', 'job', 'operation_id']) expect(told).not.toHaveProperty(kept);
    expect((await guard.request.get(`${backend.url}/api/findings`)).status()).toBe(403);
  });

  test('by hand it is six taps too, and the next of the same place is shorter still', long, async () => {
    const { tap, taps } = counted();
    const type = async (label: string, text: string) => {
      await tap(guard.getByLabel(label));
      await guard.keyboard.type(text);
    };
    await guard.goto(`${backend.url}/report?at=${encodeURIComponent(mover.building)}`);
    await tap(guard.getByRole('radio', { name: '房屋情况' }));
    await type('室号/门牌', mover.room);
    await type('说明', '客厅新加了隔间');
    await tap(guard.getByRole('button', { name: '发送' }));
    await guard.getByRole('region', { name: '已收到' }).waitFor();
    expect(taps()).toBeLessThanOrEqual(mostTaps);
    await guard.getByRole('button', { name: '再报一条' }).click();
    expect(await guard.getByRole('radio', { name: '房屋情况' }).isChecked()).toBe(true);
    expect(await guard.getByLabel('室号/门牌').inputValue()).toBe(mover.room);
    expect(await guard.getByLabel('说明').inputValue()).toBe('');
    await guard.getByRole('radio', { name: '搬走' }).check();
    await guard.getByRole('button', { name: '发送' }).click();
    await guard.getByRole('region', { name: '已收到' }).waitFor();
  });

  test('a place that nobody can find is told at its field, and what was typed stays', long, async () => {
    await guard.goto(`${backend.url}/report?kind=moved_in`);
    await guard.getByLabel(/^地址/).fill('。');
    await guard.getByLabel('说明').fill('昨天来的');
    await guard.getByRole('button', { name: '发送' }).click();
    await guard.getByRole('alert').getByRole('link').first().waitFor();
    expect(await guard.getByLabel(/^地址/).getAttribute('aria-invalid')).toBe('true');
    expect(await guard.getByLabel('说明').inputValue()).toBe('昨天来的');
  });

  test('the clerk decides by keyboard: who has moved out is reported gone, and what is dealt with changes nothing', long, async () => {
    await expect.poll(async () => (await waiting(clerk)).length, { timeout: 60_000 }).toBe(3);
    const [first, premises, nameless] = await waiting(clerk);
    expect([first, premises, nameless].map((one) => one?.report)).toEqual(['moved_out', 'premises', 'moved_out']);
    await clerk.goto(`${backend.url}/findings?kind=reported&finding=${first?.id}`);
    const detail = clerk.getByRole('article');
    const says = (text: string) => clerk.getByRole('status').filter({ hasText: text }).waitFor();
    await detail.getByText('登记在这里的人，是谁搬走了').waitFor();
    const choices = detail.getByRole('radio');
    for (const choice of await choices.all()) expect(await choice.isChecked()).toBe(false);
    expect(await detail.innerText()).not.toMatch(/可能性|%/);
    await clerk.keyboard.press('y');
    await detail.getByRole('alert').filter({ hasText: '请先选出是哪一位' }).waitFor();
    const names = await Promise.all((await choices.all()).map((choice) => choice.locator('xpath=..').innerText()));
    const at = names.findIndex((name) => name.includes(mover.name));
    expect(at).toBeGreaterThanOrEqual(0);
    await clerk.keyboard.press(String(at + 1));
    await clerk.keyboard.press('y');
    await says(`${mover.name}：属实，已处理`);
    expect(await stateOf(clerk, mover)).toBe('reported_gone');

    await detail.getByText('客厅新加了隔间').waitFor();
    await clerk.keyboard.press('n');
    await says('不属实');
    await detail.getByText('登记在这里的人，是谁搬走了').waitFor();
    await clerk.keyboard.press('0');
    await detail.getByRole('button', { name: /属实，已处理/ }).waitFor();
    await clerk.keyboard.press('y');
    await expect.poll(async () => waiting(clerk)).toEqual([]);
    expect(await stateOf(clerk, mover)).toBe('reported_gone');
    const done = await read<{ items: { id: number; state: string; operation_id?: number }[] }>(clerk, '/api/findings?kind=reported&limit=500');
    const ended = (one: Waiting | undefined) => done.items.find(({ id }) => id === one?.id);
    expect(ended(first)).toMatchObject({ state: 'applied', operation_id: expect.any(Number) });
    expect(ended(premises)?.state).toBe('refuted');
    expect(ended(nameless)?.state).toBe('applied');
    expect(ended(nameless)).not.toHaveProperty('operation_id');
  });
});
