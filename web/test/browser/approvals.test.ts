// Two persons as people meet them: an export that another approves, a post that another refuses, and a post that is taken away while
// its page is open.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { faultsOfAxe } from './axe';
import { hasProgram, startBackend, type Backend } from './backend';
import { launch, newPage } from './chromium';
import { administrator, ask, enter, invite, signUndertaking } from './session';
import { rowsOfCsv } from './tables';
import { choose } from './widgets';

interface Post {
  id: number;
  title: string;
}

let backend: Backend;
let browser: Browser;
const faults: string[] = [];

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const second = { login_name: 'zhouhong', display_name: '周红' };

async function visitor(viewport = desk): Promise<Page> {
  const opened = await newPage(await browser.newContext({ viewport, locale: 'zh-CN', reducedMotion: 'reduce' }));
  opened.page.setDefaultTimeout(20_000);
  opened.page.on('close', () => faults.push(...opened.faults));
  return opened.page;
}

function contextOf(page: Page): BrowserContext {
  return page.context();
}

let admin: Page;
let link: string;

beforeAll(async () => {
  if (!hasProgram()) return;
  backend = await startBackend('required');
  browser = await launch();
  admin = await visitor();
  await enter(admin, backend, 'admin', null);
  const { items } = (await (await ask(admin, backend, 'GET', '/api/areas')).json()) as { items: { id: number; kind: string }[] };
  // The sample town has no security administrator: nobody could approve it, so it is given at once, and the auditor is told.
  link = await invite(admin, backend, second, { role: 'population_office', title: '镇人口办副职', area_id: items.find(({ kind }) => kind === 'town')?.id });
});

afterAll(async () => {
  await browser?.close();
  await backend?.close();
  expect(faults).toEqual([]);
});

/** The second person of the office, signed in on a screen of that size. */
async function enterSecond(viewport: typeof desk): Promise<Page> {
  const page = await visitor(viewport);
  if (link !== '') {
    await ask(page, backend, 'POST', `/api${link}`, { password: administrator.password });
    await signUndertaking(page, backend, second.display_name);
    link = '';
  } else {
    await ask(page, backend, 'POST', '/api/session', { login_name: second.login_name, password: administrator.password });
  }
  await page.goto(backend.url);
  await page.getByRole('heading', { name: '首页' }).waitFor();
  return page;
}

/** Fills the panel and submits it with a reason, which is asked for by the server's answer. */
async function submitExport(page: Page, reason: string): Promise<ReturnType<Page['getByRole']>> {
  await page.goto(`${backend.url}/files`);
  const panel = page.getByRole('region', { name: '导出' });
  await choose(panel, '内容', '人员');
  await choose(panel, '格式', 'CSV');
  await choose(panel, '用途', '质量检查');
  await panel.getByRole('button', { name: '开始导出' }).click();
  await panel.getByRole('alert').getByText('须由另一人审批').first().waitFor();
  await panel.getByLabel('给审批人的理由').fill(reason);
  await panel.getByRole('button', { name: '提交审批' }).click();
  await panel.getByText('已提交，等另一人审批').waitFor();
  return panel;
}

describe.skipIf(!hasProgram())('two persons', () => {
  test('an export of many people waits for another person, runs by itself, and is its asker’s alone', async () => {
    const approver = await enterSecond(desk);
    const asker = await visitor();
    await enter(asker, backend);
    const panel = await submitExport(asker, '年底与派出所核对');
    expect(await faultsOfAxe(asker)).toEqual([]);

    await approver.getByRole('link', { name: '待审批 1' }).click(); // told while the page was open
    const card = approver.getByRole('article', { name: '导出人员' });
    await card.getByText('年底与派出所核对').waitFor();
    for (const said of ['遮住', '质量检查', /^[\d,]+ 条$/]) await card.getByText(said).first().waitFor();
    expect(await faultsOfAxe(approver)).toEqual([]);
    await card.getByRole('button', { name: '批准', exact: true }).click();
    const dialog = approver.getByRole('dialog', { name: '批准：导出人员' });
    await dialog.getByText('取走后不能收回').waitFor();
    expect(await faultsOfAxe(approver)).toEqual([]);
    await dialog.getByRole('button', { name: '批准', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await approver.getByText('没有等您审批的事项').waitFor();

    const file = panel.getByRole('link', { name: /^下载 徐泾镇-/ });
    await file.waitFor(); // nobody touched that page meanwhile
    const coming = asker.waitForEvent('download');
    await file.click();
    const rows = rowsOfCsv(readFileSync(await (await coming).path()));
    expect(rows.length).toBeGreaterThan(200);
    const job = (await file.getAttribute('href')) ?? '';
    const others = await approver.request.get(backend.url + job);
    expect(others.status()).toBe(404);
    await contextOf(asker).close();
    await contextOf(approver).close();
  });

  test('a refusal reaches the page that waits, with its reason (phone)', async () => {
    const approver = await enterSecond(phone);
    const asker = await visitor();
    await enter(asker, backend);
    const panel = await submitExport(asker, '统计');
    await approver.getByRole('link', { name: '1 项等您审批' }).click();
    await approver.getByRole('article').getByRole('button', { name: '不批准' }).click();
    const dialog = approver.getByRole('dialog', { name: '不批准：导出人员' });
    await dialog.getByRole('button', { name: '不批准' }).click();
    await dialog.getByRole('alert').getByText('还需填写').waitFor();
    await dialog.getByLabel('理由').fill('范围过大，请按村居分开');
    await dialog.getByRole('button', { name: '不批准' }).click();
    await panel.getByText('周红 没有批准：范围过大，请按村居分开').waitFor();
    expect(await faultsOfAxe(approver)).toEqual([]);
    await contextOf(asker).close();
    await contextOf(approver).close();
  });

  test('what one has submitted oneself can be taken back, and not be approved', async () => {
    const asker = await visitor();
    await enter(asker, backend);
    await submitExport(asker, '核对');
    await asker.getByRole('link', { name: '看审批', exact: true }).click();
    const card = asker.getByRole('article', { name: '导出人员' }).first();
    await card.getByText('待审批', { exact: true }).waitFor();
    expect(await card.getByRole('button', { name: '批准', exact: true }).count()).toBe(0);
    await card.getByRole('button', { name: '撤回' }).click();
    await card.getByText('已撤回').waitFor();
    await contextOf(asker).close();
  });

  test('a post that is taken away while its page is open: its stream ends, the next act is refused and the page says so', async () => {
    const page = await enterSecond(desk);
    await page.goto(`${backend.url}/files`);
    const panel = page.getByRole('region', { name: '导出' });
    await choose(panel, '用途', '质量检查');
    await page.waitForLoadState('load');
    const { items } = (await (await ask(admin, backend, 'GET', '/api/posts')).json()) as { items: Post[] };
    const post = items.find(({ title }) => title === '镇人口办副职');
    const again = page.waitForRequest((request) => request.url().endsWith('/api/events'));
    await ask(admin, backend, 'PATCH', `/api/posts/${post?.id}`, { holder_account_id: null });
    await again; // the stream has ended, and the browser opens another, in no post
    await panel.getByRole('button', { name: '开始导出' }).click();
    await panel.getByRole('alert').getByText('当前岗位没有这项权限').first().waitFor();
    await panel.getByRole('alert').getByText('请切换岗位').first().waitFor();
    expect(await panel.getByRole('link', { name: /^下载/ }).count()).toBe(0);
    await page.reload();
    await page.getByRole('heading', { name: '这一页不在您岗位的职责内' }).waitFor();
    await contextOf(page).close();
  });
});
