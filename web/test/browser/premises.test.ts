// Work at places in a browser: a helper's patrol on a phone in few taps, the officer's queue of reports, key premises, an inspection, an obligation; all
// pages in both sizes without a serious fault for axe.
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
let officer: Page;
let guard: Page;
const opened: { page: Page; faults: string[] }[] = [];

async function visitor(look: keyof typeof looks): Promise<Page> {
  const one = await newPage(await browser.newContext({ viewport: looks[look], locale: 'zh-CN' }));
  one.page.setDefaultTimeout(20_000);
  opened.push(one);
  return one.page;
}

async function expectFits(page: Page, name: string): Promise<void> {
  // A page follows its new width within a few frames.
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), { message: name }).toBe(0);
  expect((await faultsOfAxe(page)).map((fault) => `${name}: ${fault}`)).toEqual([]);
}

describe.skipIf(!hasProgram())('work at places', () => {
  beforeAll(async () => {
    backend = await startBackend();
    browser = await launch();
    const admin = await visitor('desk');
    officer = await visitor('desk');
    guard = await visitor('phone');
    await enter(admin, backend, 'admin', null);
    await enter(officer, backend, 'officer', 'door_check');
    const me = (await (await ask(officer, backend, 'GET', '/api/session')).json()) as { acting_post_id: number; posts: { id: number; area_id: number }[] };
    const area = me.posts.find(({ id }) => id === me.acting_post_id)?.area_id;
    await fillPost(admin, guard, backend, { login_name: 'guard.places', display_name: '保安甲' }, { role: 'helper', helper_kind: 'property_guard', area_id: area, title: '物业保安' });
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await backend?.close();
    expect(opened.flatMap(({ faults }) => faults)).toEqual([]);
  });

  test('a guard records a patrol on a phone in few taps', long, async () => {
    await guard.goto(`${backend.url}/patrols`);
    await guard.getByRole('button', { name: '巡查', exact: true }).click();
    await guard.getByLabel('地点').fill('明珠路88弄3号楼道');
    await guard.getByRole('button', { name: '通道堵塞' }).click();
    await expectFits(guard, 'patrol-form');
    await guard.getByRole('button', { name: '记录巡查' }).click();
    await guard.getByText('1 处问题').first().waitFor();
    await expectFits(guard, 'patrols');
  });

  test('what the guard reports reaches the officer, and only whether it was used goes back', long, async () => {
    await guard.goto(`${backend.url}/key-premises`);
    await guard.getByLabel('地址').fill('明珠路9998弄1号101室');
    await guard.getByRole('radio', { name: '群租' }).check();
    await guard.getByRole('button', { name: '报告', exact: true }).click();
    await guard.getByText(/^已收到：/).waitFor();
    await expectFits(guard, 'key-premises-mine');
    await officer.goto(`${backend.url}/key-premises?view=reports`);
    await officer.getByRole('button', { name: /明珠路9998弄/ }).click();
    await expectFits(officer, 'key-premises-reports');
    await officer.getByRole('button', { name: '不采用' }).click();
    await officer.getByText('已记为不采用。').waitFor();
    await guard.reload();
    await guard.getByText(/未采用/).waitFor();
  });

  test('an officer inspects, and opens what a landlord has to do', long, async () => {
    await officer.goto(`${backend.url}/inspections`);
    await officer.getByRole('button', { name: '记录检查' }).click();
    await expectFits(officer, 'inspection-add');
    await officer.goto(`${backend.url}/obligations`);
    await officer.getByRole('button', { name: '新建告知' }).click();
    await expectFits(officer, 'obligation-add');
  });

  test('every page fits both sizes and is without a serious fault', long, async () => {
    const paths = ['/key-premises', '/key-premises?state=ended', '/sites', '/patrols', '/patrols?state=done', '/inspections', '/inspections?view=sent', '/obligations', '/obligations?view=publicity'];
    for (const path of paths) {
      await officer.goto(backend.url + path);
      await officer.locator('main h1').first().waitFor();
      await officer.waitForFunction(() => document.querySelector('.wg-wait, .el-loading-mask') === null);
      for (const look of ['phone', 'desk'] as const) {
        await officer.setViewportSize(looks[look]);
        await expectFits(officer, `${path} ${look}`);
      }
    }
  });
});
