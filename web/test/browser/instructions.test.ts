// An instruction on its way (B1): the office issues it, the team passes it on, a leader answers on a phone, the office sees who has not.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { faultsOfAxe } from './axe';
import { hasProgram, startBackend, type Backend } from './backend';
import { launch, newPage } from './chromium';
import { ask, enter, fillPost } from './session';

const looks = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const long = { timeout: 120_000 };

let browser: Browser;
let backend: Backend;
let admin: Page;
let office: Page;
let team: Page;
let leader: Page;
let other: Page;
let grids: { id: number; name: string; parent_id: number }[];
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

describe.skipIf(!hasProgram())('an instruction', () => {
  beforeAll(async () => {
    backend = await startBackend();
    browser = await launch();
    [admin, office, team, leader, other] = [await visitor('desk'), await visitor('desk'), await visitor('desk'), await visitor('phone'), await visitor('phone')];
    await enter(admin, backend, 'admin', null);
    await enter(office, backend, 'office');
    const { items } = await read<{ items: { id: number; kind: string; name: string; parent_id: number }[] }>(office, '/api/areas');
    const all = items.filter(({ kind }) => kind === 'grid');
    grids = all.filter((grid) => grid.parent_id === all[0]?.parent_id).slice(0, 2);
    await fillPost(admin, team, backend, { login_name: 'jingwudui', display_name: '周队长' }, { role: 'police_team', title: '社区警务队', area_id: grids[0]?.parent_id });
    await fillPost(admin, leader, backend, { login_name: 'gezhang1', display_name: '钱格长' }, { role: 'grid_leader', title: '一格格长', area_id: grids[0]?.id });
    await fillPost(admin, other, backend, { login_name: 'gezhang2', display_name: '孙格长' }, { role: 'grid_leader', title: '二格格长', area_id: grids[1]?.id });
  }, 240_000);

  afterAll(async () => {
    for (const { page } of opened) await page.context().close().catch(() => undefined);
    await browser?.close();
    await backend?.close();
    expect(opened.flatMap(({ faults }) => faults)).toEqual([]);
  });

  test('the office writes it, is told whom it reaches, and issues it', long, async () => {
    await office.goto(`${backend.url}/instructions`);
    await office.getByRole('link', { name: '发布指令' }).click();
    await office.getByLabel('标题').fill('核对空置房屋');
    await office.getByLabel('内容').fill('请逐户核对空置房屋。');
    await office.getByRole('checkbox', { name: /社区警务队/ }).check();
    await office.getByRole('button', { name: '加一个问题' }).click();
    await office.getByLabel('怎样回答').selectOption('grid_figure');
    await office.getByLabel('问什么').fill('空置房屋数');
    expect(await faultsOfAxe(office)).toEqual([]);
    await office.getByRole('button', { name: '核对后发布' }).click();
    await office.getByRole('heading', { name: '发布前核对' }).waitFor();
    await office.getByRole('button', { name: /^发布给/ }).click();
    await office.getByRole('heading', { name: '卡在哪里' }).waitFor();
    expect(await faultsOfAxe(office)).toEqual([]);
  });

  test('the team receives it and passes it on to the leaders', long, async () => {
    await team.goto(`${backend.url}/instructions`);
    await team.getByRole('link', { name: '核对空置房屋' }).click();
    await team.getByRole('button', { name: '收到' }).click();
    await team.getByRole('button', { name: '下派' }).click();
    await team.getByRole('checkbox', { name: /微网格长/ }).check();
    await team.getByRole('button', { name: '下派给 2 个岗位' }).click();
    await team.getByText('二格格长').waitFor();
  });

  test('a leader answers on a phone, and the office sees it without loading anew', long, async () => {
    await leader.goto(`${backend.url}/instructions`);
    await leader.getByRole('link', { name: '核对空置房屋' }).click();
    await leader.getByRole('button', { name: '收到' }).click();
    await leader.getByLabel(/空置房屋数/).fill('4');
    expect(await faultsOfAxe(leader)).toEqual([]);
    expect(await leader.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
    await leader.getByRole('button', { name: '提交反馈' }).click();
    await leader.getByText('已反馈，等上级认可').waitFor();
    await office.getByText('1 / 2').first().waitFor();
  });

  test('the office sees who has not answered', long, async () => {
    await office.getByRole('button', { name: /^未反馈/ }).click();
    await office.getByText('二格格长').waitFor();
    expect(await office.getByText('一格格长').count()).toBe(0);
    await other.goto(`${backend.url}/instructions`);
    await other.getByText('核对空置房屋').first().waitFor();
  });

  test('when all have answered and are accepted, it closes by itself', long, async () => {
    await other.getByRole('link', { name: '核对空置房屋' }).click();
    await other.getByRole('button', { name: '收到' }).click();
    await other.getByLabel(/空置房屋数/).fill('5');
    await other.getByRole('button', { name: '提交反馈' }).click();
    await other.getByText('已反馈，等上级认可').waitFor();
    await team.getByRole('button', { name: '认可全部已反馈（2）' }).click();
    await team.getByRole('button', { name: '向上级反馈' }).click();
    await office.getByRole('button', { name: '认可全部已反馈（1）' }).click();
    await office.getByText('已办结').first().waitFor();
    await office.getByRole('cell', { name: '9', exact: true }).waitFor();
  });
});
