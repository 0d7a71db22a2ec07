// Posts over time as people meet them: an end that is planned, who follows, and acting in another's post for a time as its deputy.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { faultsOfAxe } from './axe';
import { hasProgram, startEmpty, type Backend } from './backend';
import { launch, newPage } from './chromium';
import { administrator, ask, invite, signUndertaking } from './session';
import { choose } from './widgets';

interface Area {
  id: number;
  kind: string;
  name: string;
}

let backend: Backend;
let browser: Browser;
let page: Page;
let faults: string[];
let own: Area;
let other: Area;
let link: string;

const deputy = { login_name: 'zhouli', display_name: '周丽' };
const holder = { login_name: 'wangqiang', display_name: '王强' };

/** A day of the town, so many from today on. */
const dayIn = (days: number) => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  if (!hasProgram()) return;
  backend = await startEmpty();
  browser = await launch();
  ({ page, faults } = await newPage(await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', reducedMotion: 'reduce' })));
  page.setDefaultTimeout(20_000);
  await ask(page, backend, 'POST', `/api${backend.link}`, administrator);
  await ask(page, backend, 'POST', '/api/town', { code: '310118106' });
  const { items } = (await (await ask(page, backend, 'GET', '/api/areas')).json()) as { items: Area[] };
  [own, other] = items.filter(({ kind }) => kind === 'committee') as [Area, Area];
  link = await invite(page, backend, deputy, { role: 'committee', title: '甲专员', area_id: own.id });
  await invite(page, backend, holder, { role: 'committee', title: '乙专员', area_id: other.id });
});

afterAll(async () => {
  expect(faults ?? []).toEqual([]);
  await browser?.close();
  await backend?.close();
});

const row = () => page.getByRole('table', { name: '岗位' }).getByRole('row', { name: /乙专员/ });

async function open(act: string, title: string) {
  await row().getByRole('button', { name: act, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: title });
  await dialog.waitFor();
  return dialog;
}

async function day(within: ReturnType<Page['getByRole']>, label: string, value: string): Promise<void> {
  await within.getByLabel(label).fill(value);
  await within.getByLabel(label).press('Enter');
}

describe.skipIf(!hasProgram())('posts over time', () => {
  test('the end of a term is planned with its reason, and who follows is named', async () => {
    await page.goto(`${backend.url}/accounts`);
    const term = await open('任期', '任期：乙专员');
    await day(term, '最后一天', dayIn(40));
    await choose(term, '离岗原因', '退休');
    expect(await faultsOfAxe(page)).toEqual([]);
    await term.getByRole('button', { name: '确定任期' }).click();
    await row().getByText(`任期至 ${dayIn(40)}（退休）`).waitFor();

    const next = await open('替补', '自然替补：乙专员');
    await choose(next, '替补人', administrator.display_name);
    await next.getByRole('button', { name: '确定替补' }).click();
    await next.getByRole('alert').getByText(/./).first().waitFor(); // nobody names himself
    await choose(next, '替补人', deputy.display_name);
    await next.getByRole('button', { name: '确定替补' }).click();
    await row().getByText('替补：周丽，岗位空出时接任').waitFor();
    const again = await open('替补', '自然替补：乙专员');
    await again.getByRole('button', { name: '取消替补' }).click();
    await again.waitFor({ state: 'hidden' });
    await expect.poll(() => row().getByText('替补：周丽').count()).toBe(0);
  });

  test('a deputy acts in the post until dismissed, and sees until when', async () => {
    await page.goto(`${backend.url}/accounts`);
    const naming = await open('代理', '代理：乙专员');
    await choose(naming, '代理人', deputy.display_name);
    await day(naming, '最后一天', dayIn(20));
    await choose(naming, '代理原因', '任职人暂时不在岗');
    await naming.getByRole('button', { name: '委派代理' }).click();
    await row().getByText(`代理：周丽，至 ${dayIn(20)}（任职人暂时不在岗）`).waitFor();

    const acting = await newPage(await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' }));
    acting.page.setDefaultTimeout(20_000);
    await ask(acting.page, backend, 'POST', `/api${link}`, { password: administrator.password });
    await signUndertaking(acting.page, backend, deputy.display_name);
    await acting.page.goto(`${backend.url}/me`);
    const post = acting.page.getByRole('listitem').filter({ hasText: '乙专员' });
    await post.getByText(`代理至 ${dayIn(20)}`).waitFor();
    expect(await acting.page.getByRole('listitem').filter({ hasText: '甲专员' }).getByText('代理至').count()).toBe(0);
    await post.getByRole('button', { name: '切换到此岗位' }).click();
    await post.getByText('当前岗位').waitFor();
    const mark = acting.page.getByRole('banner').getByText('代理', { exact: true });
    await mark.waitFor();
    const seen = (await (await ask(acting.page, backend, 'GET', '/api/areas')).json()) as { items: Area[] };
    const ids = seen.items.map(({ id }) => id);
    expect([ids.includes(other.id), ids.includes(own.id)]).toEqual([true, false]);
    expect(await faultsOfAxe(acting.page)).toEqual([]);

    await page.reload();
    const account = page.getByRole('table', { name: '账号与岗位' }).getByRole('row', { name: /zhouli/ });
    await account.getByRole('button', { name: '停用' }).waitFor();
    expect(await account.getByRole('button', { name: '取消第二验证' }).count()).toBe(0); // it has none

    const dismissing = await open('代理', '代理：乙专员');
    await dismissing.getByRole('button', { name: '结束 周丽 的代理' }).click();
    await dismissing.waitFor({ state: 'hidden' });
    await expect.poll(() => row().getByText('代理：周丽').count()).toBe(0);
    await acting.page.reload();
    await acting.page.getByRole('listitem').filter({ hasText: '甲专员' }).waitFor();
    expect(await post.count()).toBe(0);
    expect(await mark.count()).toBe(0);
    expect(acting.faults).toEqual([]);
    await acting.page.context().close();
  });

  test('taking a post back tells why it is vacant', async () => {
    await page.goto(`${backend.url}/accounts`);
    const dialog = await open('调整在岗人', '乙专员');
    await dialog.getByLabel('在岗人').hover();
    await dialog.locator('.el-select__clear').click();
    await choose(dialog, '离岗原因', '调动');
    await dialog.getByRole('button', { name: '确认在岗人' }).click();
    await row().getByText(`${dayIn(0)} 起空缺（调动）`).waitFor();
  });
});
