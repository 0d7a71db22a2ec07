// A sender's own list: handed in once, then kept line by line on a phone; a clerk finds each change among what waits. And the form of the public, which is closed by default.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { hasProgram, startBackend, type Backend } from './backend';
import { launch, newPage } from './chromium';
import { handInList, peopleOfTown, type Townsman } from './sampleList';
import { ask, enter, fillPost } from './session';

const looks = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const day = 86_400_000; // ms

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

interface Waiting {
  id: number;
  kind: string;
  name: string;
}

async function waiting(page: Page, kind: string): Promise<Waiting[]> {
  return (await read<{ items: Waiting[] }>(page, `/api/findings?state=open&kind=${kind}&limit=500`)).items;
}

/** Waits until a difference of this kind about somebody is there for the clerk. */
async function found(page: Page, kind: string, name: string): Promise<Waiting> {
  const one = async () => (await waiting(page, kind)).find((finding) => finding.name === name);
  await expect.poll(one, { timeout: 60_000 }).toBeDefined();
  return (await one()) as Waiting;
}

interface Line {
  name: string;
  state: string;
  listed_on: string;
}

async function lines(page: Page): Promise<Line[]> {
  return (await read<{ items: Line[] }>(page, '/api/pocket?state=listed&limit=500')).items;
}

describe.skipIf(!hasProgram())('a list that is kept alive', () => {
  const listedOn = new Date(Date.now() - 7 * day).toISOString().slice(0, 10);
  const long = { timeout: 120_000 };
  let guard: Page;
  let clerk: Page;
  let listed: Townsman[];

  const line = (name: string) => guard.getByRole('row').filter({ hasText: name });
  const says = (text: string) => guard.getByRole('status').filter({ hasText: text }).waitFor();

  beforeAll(async () => {
    backend = await startBackend();
    browser = await launch();
    clerk = await visitor('desk');
    await enter(clerk, backend, 'committee');
    const { posts } = await read<{ posts: { area_id: number; area_name: string }[] }>(clerk, '/api/session');
    const { helper_kinds } = await read<{ helper_kinds: { code: string }[] }>(clerk, '/api/codes');
    const inArea = peopleOfTown().filter(({ committee, card, phone }) => committee === posts[0]?.area_name && card && phone !== '');
    listed = inArea.filter(({ name }) => inArea.filter((other) => other.name.includes(name)).length === 1).slice(0, 8);
    expect(listed).toHaveLength(8);
    const admin = await visitor('desk');
    await enter(admin, backend, 'admin', null);
    guard = await visitor('phone');
    const post = { role: 'helper', helper_kind: helper_kinds[0]?.code, area_id: posts[0]?.area_id, title: '明珠苑门卫' };
    await fillPost(admin, guard, backend, { login_name: 'koudai', display_name: '吴门卫' }, post);
  }, 240_000);

  afterAll(async () => {
    for (const { page } of opened) await page.context().close().catch(() => undefined);
    await browser?.close();
    await backend?.close();
    expect(opened.flatMap(({ faults }) => faults)).toEqual([]);
  });

  test('before a list is handed in it is said what to do; afterwards its people stand there, their numbers masked', long, async () => {
    await guard.goto(`${backend.url}/rosters`);
    await guard.getByRole('link', { name: '我的名单' }).click();
    await guard.getByText('还没有名单').waitFor();
    await guard.getByRole('link', { name: '报送名单' }).waitFor();
    const rows = listed.map((one) => [one.name, one.number, one.phone, one.address].join(','));
    await handInList(guard, backend, { name: '门卫登记.csv', csv: ['姓名,证件号码,联系电话,现住地址', ...rows].join('\r\n'), complete: false, reference_date: listedOn });
    await expect.poll(async () => (await lines(guard)).length, { timeout: 60_000 }).toBe(listed.length);
    await guard.reload();
    await guard.getByText(`${listed.length} 人 · 最早一条报于 ${listedOn}`).waitFor();
    const seen = await guard.getByRole('main').innerText();
    for (const { name, number } of listed) {
      expect(seen).toContain(name);
      expect(seen).not.toContain(number);
    }
  });

  test('a line is mended: only what changed is typed, and the clerk finds the difference', long, async () => {
    const { name, phone } = listed[1] as Townsman;
    const other = phone.slice(0, -2) + (phone.endsWith('7') ? '48' : '47');
    await guard.getByRole('button', { name: `改：${name}` }).click();
    const dialog = guard.getByRole('dialog', { name: `改：${name}` });
    expect(await dialog.getByLabel('证件号码').inputValue()).toBe('');
    await dialog.getByLabel('电话').fill('12');
    await dialog.getByRole('button', { name: '保存并报送' }).click();
    await dialog.getByRole('alert').waitFor(); // refused at its field, and still there
    expect(await dialog.getByLabel('电话').inputValue()).toBe('12');
    await dialog.getByLabel('电话').fill(other);
    await dialog.getByRole('button', { name: '保存并报送' }).click();
    await says(`已改 ${name}`);
    await line(name).getByText(other).waitFor();
    const { id } = await found(clerk, 'changed', name);
    await clerk.goto(`${backend.url}/findings?kind=changed&finding=${id}`);
    const detail = clerk.getByRole('article');
    await detail.getByRole('heading', { level: 2, name: new RegExp(name) }).waitFor();
    await detail.getByText('记入后，登记库会这样改').waitFor();
    expect((await guard.request.get(`${backend.url}/api/findings`)).status()).toBe(403);
  });

  test('somebody more is added; somebody who is on the list already is not, and the register is not spoken of', long, async () => {
    const home = listed[2] as Townsman;
    const add = async (name: string, phone: string) => {
      await guard.getByRole('button', { name: '加一人' }).click();
      const dialog = guard.getByRole('dialog', { name: '加一人' });
      await dialog.getByLabel('姓名').fill(name);
      await dialog.getByLabel('电话').fill(phone);
      await dialog.getByLabel('地址').fill(home.address);
      await dialog.getByRole('button', { name: '加上并报送' }).click();
      return dialog;
    };
    await add('欧阳晓舟', '10055512345');
    await says('已加上 欧阳晓舟');
    await line('欧阳晓舟').waitFor();
    await found(clerk, 'new_person', '欧阳晓舟');
    const dialog = await add('欧阳晓舟', '10055512345');
    await dialog.getByText('您的名单上已经有这个人').first().waitFor();
    expect(await dialog.innerText()).not.toContain('登记库');
    await dialog.getByRole('button', { name: '取消' }).click();
  });

  test('who left is asked once and reported; the line goes to those who left', long, async () => {
    const { name } = listed[3] as Townsman;
    await guard.getByRole('button', { name: `${name} 走了` }).click();
    const dialog = guard.getByRole('dialog', { name: `${name} 走了` });
    await dialog.getByText('会报告此人已经搬走').waitFor();
    expect((await lines(guard)).some((one) => one.name === name)).toBe(true);
    await dialog.getByRole('button', { name: '报告走了' }).click();
    await says(`已报告 ${name} 走了`);
    await line(name).waitFor({ state: 'detached' });
    await guard.getByRole('button', { name: '走了的' }).click();
    await line(name).waitFor();
    await guard.getByRole('button', { name: '在名单上' }).click();
    await found(clerk, 'reported', name);
  });

  test('that all is as it was goes in as a complete list; a page that was open before goes on', long, async () => {
    const { name, phone } = listed[4] as Townsman;
    const other = phone.slice(0, -2) + (phone.endsWith('7') ? '48' : '47');
    await line(name).waitFor();
    const count = (await lines(guard)).length;
    await guard.getByRole('button', { name: /仍然如此$/ }).click();
    const dialog = guard.getByRole('dialog', { name: /仍然如此$/ });
    await dialog.getByText(`名单上的 ${count} 人`).waitFor();
    await dialog.getByRole('button', { name: `作为完整名单报送 ${count} 人` }).click();
    await says(`已按今天的日期报送 ${count} 人`);
    await expect.poll(async () => (await lines(guard)).some((one) => one.listed_on === listedOn), { timeout: 60_000 }).toBe(false);
    // the lines have been told anew since the page was read, with the same words
    await guard.getByRole('button', { name: `改：${name}` }).click();
    const mend = guard.getByRole('dialog', { name: `改：${name}` });
    await mend.getByLabel('电话').fill(other);
    await mend.getByRole('button', { name: '保存并报送' }).click();
    await says(`已改 ${name}`);
    await expect.poll(async () => (await waiting(clerk, 'gone')).length, { timeout: 60_000 }).toBeGreaterThan(0);
    expect((await waiting(clerk, 'gone')).some((one) => listed.some((person) => person.name === one.name && person !== listed[3]))).toBe(false);
    await guard.getByRole('listitem').getByRole('link', { name: '看回执' }).click();
    await guard.getByText(/行全部收下了/).waitFor();
  });

  test('the form of the public is closed until the town opens it: the city’s own service is named, without a session too', long, async () => {
    const anybody = await visitor('phone');
    await anybody.goto(`${backend.url}/declare`);
    await anybody.getByText('随申办').waitFor();
    expect(await anybody.getByRole('textbox').count()).toBe(0);
    await anybody.getByRole('button', { name: 'English' }).click();
    await anybody.getByRole('heading', { name: 'Declare yourself' }).waitFor();
    await guard.goto(`${backend.url}/declare`); // signed in as well
    await guard.getByText('随申办').waitFor();
  });
});
