// The town office's morning on a desk: the figures, the duty board, an instruction to the grids, who has not answered, and the agenda of the week.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { faultsOfAxe } from './axe';
import { hasProgram, startBackend, type Backend } from './backend';
import { launch, newPage } from './chromium';
import { ask, enter, fillPost, invite } from './session';

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const long = { timeout: 120_000 };
const title = '核对空置房屋';

let browser: Browser;
let backend: Backend;
let office: Page;
let leader: Page;
let grid: number;
const opened: { page: Page; faults: string[] }[] = [];

async function visitor(viewport: typeof desk): Promise<Page> {
  const one = await newPage(await browser.newContext({ viewport, locale: 'zh-CN', reducedMotion: 'reduce' }));
  one.page.setDefaultTimeout(20_000);
  opened.push(one);
  return one.page;
}

async function read<T>(page: Page, path: string): Promise<T> {
  return (await (await ask(page, backend, 'GET', path)).json()) as T;
}

const idOf = (page: Page) => Number(new URL(page.url()).pathname.split('/').at(-1));
const widerThanScreen = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function expectWhole(page: Page): Promise<void> {
  expect([await widerThanScreen(page), await faultsOfAxe(page)]).toEqual([0, []]);
}

describe.skipIf(!hasProgram())('the town office’s morning', () => {
  beforeAll(async () => {
    backend = await startBackend();
    browser = await launch();
    const admin = await visitor(desk);
    [office, leader] = [await visitor(desk), await visitor(phone)];
    await enter(admin, backend, 'admin', null);
    await enter(office, backend, 'office');
    const { items } = await read<{ items: { id: number; kind: string; state: string }[] }>(office, '/api/areas');
    const [first, second] = items.filter((one) => one.kind === 'grid' && one.state !== 'closed').map(({ id }) => id);
    grid = first ?? 0;
    await fillPost(admin, leader, backend, { login_name: 'qiangezhang', display_name: '钱格长' }, { role: 'grid_leader', title: '钱格长岗', area_id: grid });
    // And one who has not yet signed in, and answers nothing.
    await invite(admin, backend, { login_name: 'sungezhang', display_name: '孙格长' }, { role: 'grid_leader', title: '孙格长岗', area_id: second });
  }, 240_000);

  afterAll(async () => {
    for (const { page } of opened) await page.context().close().catch(() => undefined);
    await browser?.close();
    await backend?.close();
    expect(opened.flatMap(({ faults }) => faults)).toEqual([]);
  });

  test('begins with the figures of the town, and with the duties of all grids', long, async () => {
    await office.goto(backend.url);
    await office.getByRole('heading', { name: '首页' }).waitFor();
    const { residents } = await read<{ residents: number }>(office, '/api/overview');
    expect(residents).toBeGreaterThan(0);
    await office.getByRole('main').getByText(residents.toLocaleString(), { exact: true }).first().waitFor();
    await expectWhole(office);
    await office.goto(`${backend.url}/duties`);
    const matrix = office.getByRole('region', { name: '各微网格的职责' });
    await matrix.getByRole('row').nth(2).waitFor();
    const { grids } = await read<{ grids: unknown[] }>(office, '/api/duties');
    expect(grids.length).toBeGreaterThan(1);
    await expectWhole(office);
  });

  test('an instruction goes to the leaders of all grids', long, async () => {
    await office.goto(`${backend.url}/instructions`);
    await office.getByRole('link', { name: '发布指令' }).click();
    await office.getByLabel('标题').fill(title);
    await office.getByLabel('内容').fill('请逐户核对空置房屋。');
    await office.getByRole('checkbox', { name: /微网格长/ }).check();
    await office.getByRole('button', { name: '核对后发布' }).click();
    await office.getByRole('heading', { name: '发布前核对' }).waitFor();
    await office.getByRole('button', { name: /^发布给/ }).click();
    await office.getByRole('heading', { name: '卡在哪里' }).waitFor();
    await office.getByText('钱格长岗').waitFor();
  });

  test('a leader takes it up on a phone; the team’s stream says so, without what is asked', long, async () => {
    await leader.goto(`${backend.url}/instructions`);
    await leader.getByRole('link', { name: title }).click();
    await leader.getByRole('button', { name: '收到' }).click();
    await leader.getByRole('button', { name: '提交反馈' }).waitFor();
    await leader.goto(`${backend.url}/teams/${grid}?part=stream`);
    const told = leader.getByRole('listitem').filter({ hasText: '新的指令' }).first();
    await told.getByText('已收到：钱格长岗').waitFor();
    expect(await told.innerText()).not.toContain(title);
    expect(await widerThanScreen(leader)).toBe(0);
  });

  test('who has not answered is one press away, and is urged', long, async () => {
    const { items } = await read<{ items: { state: string }[] }>(office, `/api/instructions/${idOf(office)}/tree`);
    expect(items.length).toBeGreaterThan(1);
    await leader.goto(`${backend.url}/instructions/${idOf(office)}`);
    await leader.getByLabel('说明').fill('已逐户核对');
    await leader.getByRole('button', { name: '提交反馈' }).click();
    await leader.getByText('已反馈，等上级认可').waitFor();
    await office.getByText(`1 / ${items.length}`).first().waitFor(); // without loading anew
    await office.getByRole('button', { name: /^未反馈/ }).click();
    const branches = office.getByRole('region', { name: '卡在哪里' }).getByRole('listitem');
    await expect.poll(() => branches.count()).toBe(Math.min(items.length - 1, 60));
    expect(await office.getByText('钱格长岗').count()).toBe(0);
    await office.getByRole('button', { name: '催办未反馈的' }).click();
    await office.getByText('已催办。').waitFor();
    await expectWhole(office);
    await office.goto(backend.url);
    await office.getByRole('main').getByRole('link', { name: '1 项指令反馈待认可' }).click();
    await office.getByRole('link', { name: title }).waitFor();
  });

  test('the agenda of the review is made from the records, and each line leads to them', long, async () => {
    await office.goto(`${backend.url}/meetings`);
    await office.getByRole('button', { name: '召集会议' }).click();
    await office.getByLabel('地点').fill('镇政府三楼');
    await office.getByRole('button', { name: '召集并生成议程' }).click();
    await office.getByRole('heading', { name: '议程' }).waitFor();
    const { agenda } = await read<{ agenda: { amount: number; page: string }[] }>(office, `/api/meetings/${idOf(office)}`);
    const lines = office.getByRole('region', { name: '议程' }).getByRole('listitem');
    expect(agenda.length).toBeGreaterThan(0);
    expect(await lines.count()).toBe(agenda.length);
    await expectWhole(office);
    const page = agenda[0]?.page ?? '';
    await lines.first().getByRole('link', { name: /^查看/ }).click();
    await office.waitForURL((url) => page.startsWith(url.pathname) && url.pathname !== '/');
    await office.locator('main h1').waitFor();
  });
});
