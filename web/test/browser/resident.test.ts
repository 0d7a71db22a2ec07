// A resident's own view, the whole way: a slip at the door, the record and who looked at it on a phone, a correction, its answer at the office,
// and the answer on the phone.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Locator, Page } from 'playwright-core';
import { faultsOfAxe } from './axe';
import { hasProgram, startBackend, type Backend } from './backend';
import { launch, newPage } from './chromium';
import { residentWithNumber, type Numbered } from './residents';
import { ask, enter } from './session';

const looks = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const long = { timeout: 120_000 };
const patient = { timeout: 20_000 };

let browser: Browser;
let backend: Backend;
const opened: { page: Page; faults: string[] }[] = [];

async function visitor(look: keyof typeof looks): Promise<Page> {
  const one = await newPage(await browser.newContext({ viewport: looks[look], locale: 'zh-CN', reducedMotion: 'reduce' }));
  one.page.setDefaultTimeout(20_000);
  opened.push(one);
  return one.page;
}

/** Nothing for axe, nothing wider than the screen. */
async function expectSound(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('.wg-wait') === null);
  expect(await faultsOfAxe(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
}

/** Controls that are smaller than a thumb wants them. */
async function tooSmall(page: Page): Promise<string[]> {
  return page.locator('.wg-my').locator('button, a, select, input:not([type=radio])').evaluateAll((all) => all
    .filter((one) => one.getBoundingClientRect().height > 0 && one.getBoundingClientRect().height < 44)
    .map((one) => `${one.tagName} ${one.textContent ?? ''}`));
}

describe.skipIf(!hasProgram())('a resident and their record', () => {
  let officer: Page;
  let clerk: Page;
  let resident: Page;
  let person: Numbered;
  let officerPost: string;
  let code: string;
  const heading = (name: string) => resident.getByRole('heading', { level: 1, name, exact: true });
  const home = () => resident.getByRole('link', { name: '返回首页' });
  const reasons = '已经按您说的改好，谢谢。';

  beforeAll(async () => {
    backend = await startBackend();
    browser = await launch();
    officer = await visitor('desk');
    await enter(officer, backend, 'officer', 'resident_service');
    person = await residentWithNumber(officer, backend);
    const session = (await (await ask(officer, backend, 'GET', '/api/session')).json()) as { acting_post_id: number; posts: { id: number; title: string }[] };
    officerPost = session.posts.find(({ id }) => id === session.acting_post_id)?.title ?? '';
    clerk = await visitor('desk');
    await enter(clerk, backend, 'committee');
    resident = await visitor('phone');
  }, 240_000);

  afterAll(async () => {
    for (const { page } of opened) await page.context().close().catch(() => undefined);
    await browser?.close();
    await backend?.close();
    expect(opened.flatMap(({ faults }) => faults)).toEqual([]);
  });

  async function signIn(number: string, given: string): Promise<void> {
    await resident.getByLabel('证件号码').fill(number);
    await resident.getByLabel(/^登录码/).fill(given);
    await resident.getByRole('button', { name: '登录', exact: true }).click();
  }

  async function refused(): Promise<string> {
    const box = resident.getByRole('alert').filter({ hasText: '证件号码或登录码不正确' });
    await box.waitFor();
    return box.innerText();
  }

  test('the officer makes a code on the person’s page; the slip says how to use it and not whose it is', long, async () => {
    await officer.goto(`${backend.url}/persons/${person.id}`);
    await officer.getByRole('region', { name: '本人查询' }).getByRole('button', { name: '交给本人登录码' }).click();
    const dialog = officer.getByRole('dialog', { name: `给 ${person.name} 的登录码` });
    await dialog.getByText('请当面核对证件').waitFor();
    expect(await faultsOfAxe(officer)).toEqual([]);
    await dialog.getByRole('button', { name: '生成登录码' }).click();
    const slip = officer.getByRole('region', { name: '登录码', exact: true });
    code = (await slip.locator('.letters').innerText()).trim();
    expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    await slip.getByRole('img', { name: /二维码/ }).waitFor();
    await slip.getByText(`${backend.url}/my`).waitFor();
    expect(await slip.innerText()).not.toContain(person.name);
    expect(await faultsOfAxe(officer)).toEqual([]);

    await officer.emulateMedia({ media: 'print' });
    expect(await slip.isVisible()).toBe(true);
    for (const other of [officer.getByText('只显示这一次'), officer.locator('main h1'), officer.getByRole('banner')]) expect(await other.first().isVisible()).toBe(false);
    await officer.emulateMedia({ media: 'screen' });
    await dialog.getByRole('button', { name: '关闭', exact: true }).click();
    await slip.waitFor({ state: 'detached' });
  });

  test('a wrong code, a wrong number and nobody’s number are one answer', long, async () => {
    await resident.goto(`${backend.url}/sign-in`);
    await resident.getByRole('link', { name: '居民查询本人登记信息' }).click();
    await heading('看看登记了我的什么').waitFor();
    await expectSound(resident);
    const told: string[] = [];
    for (const [number, given] of [[person.number, '2222-2222-2222'], ['999118196001010018', code], ['ABC', 'ABC']] as const) {
      await signIn(number, given);
      told.push(await refused());
    }
    expect(new Set(told).size).toBe(1);
    expect((await resident.request.get(`${backend.url}/api/resident/record`)).status()).toBe(401);
    await expectSound(resident);
  });

  test('with the code one is in: five plain ways, large enough to press', long, async () => {
    await signIn(person.number.toLowerCase(), code.replaceAll('-', ' ').toLowerCase());
    await heading('您好').waitFor();
    expect(await resident.getByRole('main').getByRole('listitem').count()).toBe(5);
    expect(await resident.getByRole('navigation').count()).toBe(0); // nothing of the staff's frame
    expect(await tooSmall(resident)).toEqual([]);
    expect(await resident.locator('.wg-my').evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize))).toBeGreaterThanOrEqual(18);
    await expectSound(resident);
    expect((await resident.request.get(`${backend.url}/api/session`)).status()).toBe(401); // it opens nothing of staff
    await resident.reload();
    await heading('您好').waitFor();
  });

  test('a code opens one sitting only', long, async () => {
    const other = await visitor('phone');
    await other.goto(`${backend.url}/my#${code}`);
    await other.getByLabel('证件号码').fill(person.number);
    expect(await other.getByLabel(/^登录码/).inputValue()).toBe(code);
    expect(new URL(other.url()).hash).toBe('');
    await other.getByRole('button', { name: '登录', exact: true }).click();
    await other.getByRole('alert').filter({ hasText: '证件号码或登录码不正确' }).waitFor();
  });

  test('the record stands there in plain words, numbers masked', long, async () => {
    await resident.getByRole('link', { name: /^我的登记信息/ }).click();
    await heading('我的登记信息').waitFor();
    const main = resident.getByRole('main');
    await main.getByText(person.name, { exact: true }).waitFor();
    await main.getByText(/确认，/).first().waitFor();
    const told = await main.innerText();
    expect(told).not.toContain(person.number);
    expect(told).toMatch(/\d{3}\*{3,}/);
    expect(told).not.toMatch(/[a-z]+_[a-z]+/); // no code of the program's
    await expectSound(resident);
    await home().click();
  });

  test('who looked: the officer’s look with its purpose and rule, and the code that was made', long, async () => {
    await resident.getByRole('link', { name: /^谁看过我的信息/ }).click();
    await heading('谁看过我的信息').waitFor();
    const looksOf = resident.getByRole('main').getByRole('listitem').filter({ hasText: officerPost });
    const whose = (name: string) => resident.getByRole('button', { name, exact: true });
    await expect.poll(async () => {
      await resident.reload();
      await heading('谁看过我的信息').waitFor();
      await resident.waitForFunction(() => document.querySelector('.wg-wait') === null);
      await whose('全部').click();
      return (await looksOf.count()) > 1 && (await resident.getByText('您本人').count()) > 0;
    }, { timeout: 30_000 }).toBe(true); // the log takes entries in within a second: the officer's looks and one's own
    await whose('别人看的').click();
    const told = (await looksOf.allInnerTexts()).join('\n');
    expect(told).toContain('用途：为民服务');
    expect(told).toContain('《个人信息保护法》');
    expect(await resident.getByRole('main').innerText()).not.toContain('您本人');
    await whose('全部').click();
    await resident.getByText('您本人').first().waitFor();
    await expectSound(resident);
    await home().click();
  });

  test('whoever is in charge is named', long, async () => {
    await resident.getByRole('link', { name: /^我这一片由谁负责/ }).click();
    await resident.getByRole('main').getByText(officerPost, { exact: true }).first().waitFor();
    await expectSound(resident);
    await home().click();
  });

  test('the resident asks for a correction from the field that is wrong', long, async () => {
    await resident.getByRole('link', { name: /^我的登记信息/ }).click();
    await resident.getByRole('link', { name: '不对，要求更正：户籍地' }).click();
    await heading('提出申请或意见').waitFor();
    expect(await resident.getByRole('radio', { name: /要求更正/ }).isChecked()).toBe(true);
    expect(await resident.getByLabel('关于哪一项').inputValue()).toBe('registered_place');
    await resident.getByRole('button', { name: '提交' }).click();
    await resident.getByRole('alert').filter({ hasText: '还需填写：应该是什么' }).waitFor();
    await expectSound(resident);
    await resident.getByLabel('应该是什么').fill('应为江苏省昆山市，有户口簿');
    await resident.getByRole('button', { name: '提交' }).click();
    await heading('我的申请和意见').waitFor();
    await resident.getByRole('status').filter({ hasText: /已收到。最迟 \d{4}-\d{2}-\d{2} 答复/ }).waitFor();
    await resident.getByRole('article').getByText(/等待答复，最迟/).waitFor();
    await expectSound(resident);
  });

  test('the office finds it on its home page, reads it and answers with reasons', long, async () => {
    await clerk.goto(backend.url);
    await clerk.getByRole('link', { name: '居民申请 1 件待答复' }).click();
    await clerk.getByRole('heading', { level: 1, name: '居民申请' }).waitFor();
    await clerk.getByRole('button', { name: person.name }).click();
    const detail: Locator = clerk.getByRole('article');
    await detail.getByText('应为江苏省昆山市，有户口簿').waitFor();
    expect(await faultsOfAxe(clerk)).toEqual([]);
    await detail.getByRole('radio', { name: '同意', exact: true }).check();
    await detail.getByLabel('理由').fill(reasons);
    await detail.getByRole('button', { name: '答复居民' }).click();
    await clerk.getByRole('status').filter({ hasText: '已答复，居民看得到' }).waitFor();
    await detail.getByText(reasons).waitFor();
    expect(await detail.getByRole('button', { name: '答复居民' }).count()).toBe(0);
    await clerk.getByRole('button', { name: '已答复' }).click();
    await clerk.getByRole('button', { name: person.name }).waitFor();
    await clerk.goto(backend.url);
    await clerk.locator('main h1').waitFor();
    await expect.poll(() => clerk.getByRole('link', { name: /件待答复/ }).count(), patient).toBe(0);
  });

  test('the resident reads the answer', long, async () => {
    await resident.reload();
    const answered = resident.getByRole('article').first();
    await answered.getByText(reasons).waitFor();
    expect(await answered.innerText()).toMatch(/同意[\s\S]*答复/);
    await expectSound(resident);
    await home().click();
  });

  test('the copy is a file and a sheet of paper, numbers in full', long, async () => {
    await resident.getByRole('link', { name: /^留一份我的资料/ }).click();
    const coming = resident.waitForEvent('download');
    await resident.getByRole('button', { name: /存成文件/ }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toMatch(/^我的登记资料-\d{4}-\d{2}-\d{2}\.json$/);
    const sheet = resident.getByRole('article').first();
    await sheet.getByText(person.number).waitFor();
    await sheet.getByText(reasons).waitFor();
    await expectSound(resident);
    await resident.emulateMedia({ media: 'print' });
    expect(await resident.getByRole('button', { name: '退出' }).isVisible()).toBe(false);
    expect(await resident.getByRole('button', { name: /打印/ }).isVisible()).toBe(false);
    expect(await sheet.isVisible()).toBe(true);
    await resident.emulateMedia({ media: 'screen' });
  });

  test('after signing out nothing of it is left on the screen or in the browser', long, async () => {
    await resident.getByRole('button', { name: '退出' }).click();
    await resident.getByText('已退出。').waitFor();
    await expectSound(resident);
    expect(await resident.content()).not.toContain(person.name);
    expect(await resident.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]))).not.toContain(person.name);
    expect((await resident.request.get(`${backend.url}/api/resident/record`)).status()).toBe(401);
    await resident.goBack();
    await heading('看看登记了我的什么').waitFor();
  });
});
