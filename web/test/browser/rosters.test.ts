// A list on its whole way: somebody at a gate hands it in, a clerk decides by keyboard alone, the register changes, the sender hears what to mend.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { hasProgram, startEmpty, type Backend } from './backend';
import { launch, newPage } from './chromium';
import { kinds, openTown, outcomesOf, startImport, writeTown } from './freshTown';
import { administrator, ask, fillPost } from './session';
import { rowsOfCsv, workbookOf } from './tables';

const looks = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const residents = 500;
const committee = '徐泾居委会';

let folder: string;
let browser: Browser;
let backend: Backend;
const opened: { page: Page; faults: string[] }[] = [];

async function visitor(look: keyof typeof looks): Promise<Page> {
  const one = await newPage(await browser.newContext({ viewport: looks[look], locale: 'zh-CN' }));
  one.page.setDefaultTimeout(20_000);
  opened.push(one);
  return one.page;
}

interface Person {
  name: string;
  number: string;
  phone: string;
  address: string;
}

function people(): Person[] {
  const [, headings = [], ...rows] = rowsOfCsv(readFileSync(join(folder, 'residents.csv')));
  const cell = (row: string[], heading: string) => row[headings.indexOf(heading)] ?? '';
  return rows
    .filter((row) => cell(row, '所属村居') === committee && cell(row, '证件类型') === '居民身份证' && cell(row, '联系电话') !== '')
    .map((row) => ({ name: cell(row, '姓名'), number: cell(row, '证件号码'), phone: cell(row, '联系电话'), address: cell(row, '现住地址') }));
}

function withCheckDigit(first: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  return first + ('10X98765432'[weights.reduce((sum, weight, index) => sum + weight * Number(first[index]), 0) % 11] ?? '');
}

function otherPhone(phone: string): string {
  return phone.slice(0, -2) + (phone.endsWith('7') ? '48' : '47');
}

function writeList(name: string, rows: Person[]): string {
  const file = join(folder, name);
  const lines = rows.map((row) => [row.name, row.number, row.phone, row.address].join(','));
  writeFileSync(file, `\ufeff${['姓名,身份证号,手机,现住址', ...lines].join('\r\n')}\r\n`);
  return file;
}

/** Two of one birth at one door, whose names sound alike, come into the town's own file. */
function addTwins(): void {
  const file = join(folder, 'residents.csv');
  const rows = rowsOfCsv(readFileSync(file));
  const [, headings = [], model = []] = rows;
  const twin = (name: string, sequence: string) => {
    const own: Record<string, string> = { 姓名: name, 性别: '男', 证件号码: withCheckDigit(`99928720150601${sequence}`), 出生日期: '2015-06-01', 联系电话: '', 与户主关系: '子女', 工作单位信用代码: '', 职务: '', 入职日期: '' };
    return model.map((cell, index) => own[headings[index] ?? ''] ?? cell);
  };
  rows.push(twin('周子涵', '003'), twin('周子寒', '005'));
  writeFileSync(file, `\ufeff${rows.map((row) => row.join(',')).join('\r\n')}\r\n`);
}

/** A home of the committee in which nobody is registered. */
function emptyHome(): string {
  const [, headings = [], ...rows] = rowsOfCsv(readFileSync(join(folder, 'addresses.csv')));
  const lived = new Set(rowsOfCsv(readFileSync(join(folder, 'residents.csv'))).flat());
  const at = (row: string[], heading: RegExp) => row[headings.findIndex((one) => heading.test(one))] ?? '';
  const home = rows.find((row) => at(row, /村居/) === committee && at(row, /地址/).endsWith('室') && !lived.has(at(row, /地址/)));
  if (!home) throw new Error('every home is lived in');
  return at(home, /地址/);
}

/** A post with its holder, who has signed in. Made by the administrator in a session of its own. */
async function hire(login: string, name: string, post: object): Promise<Page> {
  const admin = await visitor('desk');
  await ask(admin, backend, 'POST', '/api/session', { login_name: administrator.login_name, password: administrator.password });
  const page = await visitor(login === 'menwei' ? 'phone' : 'desk');
  await fillPost(admin, page, backend, { login_name: login, display_name: name }, post);
  await admin.context().close();
  return page;
}

/** Through the four screens of handing in. */
async function handIn(page: Page, file: string, whole: RegExp): Promise<void> {
  await page.goto(`${backend.url}/rosters/new`);
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('heading', { name: '核对各列' }).waitFor();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('heading', { name: '这份名单说的是哪里' }).waitFor();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('heading', { name: '是否写全了所有人' }).waitFor();
  for (const choice of await page.getByRole('radio').all()) expect(await choice.isChecked()).toBe(false);
  await page.getByRole('radio', { name: whole }).check();
  await page.getByRole('button', { name: /^报送 \d+ 行$/ }).click();
  await page.waitForURL(/\/rosters\/\d+$/);
}

async function waiting(page: Page): Promise<{ id: number; kind: string; name: string }[]> {
  const { items } = (await (await ask(page, backend, 'GET', '/api/findings?state=open&limit=500')).json()) as { items: { id: number; kind: string; name: string }[] };
  return items;
}

/** The last four digits of the phones of those who are registered under a name. */
async function phonesOf(page: Page, name: string): Promise<string[]> {
  const { items } = (await (await ask(page, backend, 'POST', '/api/search', { text: name, kinds: ['person'] })).json()) as { items: { id: number }[] };
  const people = await Promise.all(items.map(async ({ id }) => (await (await ask(page, backend, 'GET', `/api/persons/${id}`)).json()) as { phone?: string }));
  return people.map(({ phone }) => phone?.slice(-4) ?? '');
}

describe.skipIf(!hasProgram())('a list on its way', () => {
  let listed: Person[];
  let sender: Page;
  let clerk: Page;
  let newcomer: Person;
  let oneOfTwins: Person;
  const long = { timeout: 240_000 };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'weige-rosters-'));
    writeTown(folder, residents);
    addTwins();
    browser = await launch();
    backend = await startEmpty();
    const office = await visitor('desk');
    await openTown(office, backend);
    for (const kind of kinds) {
      await startImport(office, backend, join(folder, `${kind}.csv`));
      await outcomesOf(office);
    }
    const { items } = (await (await ask(office, backend, 'GET', '/api/areas')).json()) as { items: { id: number; name: string }[] };
    const area_id = items.find(({ name }) => name === committee)?.id;
    const { helper_kinds } = (await (await ask(office, backend, 'GET', '/api/codes')).json()) as { helper_kinds: { code: string }[] };
    sender = await hire('menwei', '吴门卫', { role: 'helper', helper_kind: helper_kinds[0]?.code, area_id, title: '明珠苑门卫' });
    clerk = await hire('cunju', '钱文书', { role: 'committee', area_id, title: '村居文书' });
    listed = people().slice(0, 8);
    oneOfTwins = { name: '周子韩', number: '', phone: '', address: listed[0]?.address ?? '' };
    newcomer = { name: '欧阳晓舟', number: withCheckDigit('99928719920517361'), phone: '10055512345', address: emptyHome() };
  }, 240_000);

  afterAll(async () => {
    for (const { page } of opened) await page.context().close().catch(() => undefined);
    await browser?.close();
    await backend?.close();
    rmSync(folder, { recursive: true, force: true });
    expect(opened.flatMap(({ faults }) => faults)).toEqual([]);
  });

  test('on a phone, one thing a screen, and the sender hears which rows to mend, of the register nothing', long, async () => {
    const rows = listed.map((row, index) => (index === 5 ? { ...row, phone: otherPhone(row.phone) } : index === 6 ? { ...row, name: '' } : row));
    await handIn(sender, writeList('门卫登记.csv', [...rows, newcomer, oneOfTwins]), /没有，只是其中一部分人/);
    await sender.getByText('9 行已收下；1 行请改正。').waitFor();
    await sender.getByText('第 8 行').waitFor();
    await sender.getByText('单元格 A8').waitFor();
    const seen = await sender.getByRole('main').innerText();
    expect(seen).not.toMatch(/登记库|一致|补全|新增|迁|变更|没有变化/);
    const told = (await (await ask(sender, backend, 'GET', `/api${new URL(sender.url()).pathname}`)).json()) as object;
    for (const kept of ['outcomes', 'compared', 'job', 'operation_id']) expect(told).not.toHaveProperty(kept);
    expect((await sender.request.get(`${backend.url}/api/findings`)).status()).toBe(403);

    const coming = sender.waitForEvent('download');
    await sender.getByRole('link', { name: '下载回执表' }).click();
    const answered = workbookOf(readFileSync(await (await coming).path())).rows;
    expect(answered).toHaveLength(1 + rows.length + 2);
    expect(answered.filter((row) => row[1] === '请改正').map((row) => [row[0], row[2]])).toEqual([['8', 'A8']]);
    expect(answered.slice(1).every((row) => row[1] === '已收下' || row[1] === '请改正')).toBe(true);
  });

  test('the clerk decides by keyboard alone, and takes one back; the register follows', long, async () => {
    await expect.poll(async () => (await waiting(clerk)).length, { timeout: 60_000 }).toBeGreaterThan(0);
    const open = await waiting(clerk);
    const changed = listed[5] as Person;
    expect(open.map(({ kind, name }) => [kind, name])).toEqual([['changed', changed.name], ['new_person', newcomer.name], ['ambiguous', oneOfTwins.name]]);
    await clerk.goto(backend.url);
    await clerk.getByRole('link', { name: '3 条花名册差异待核对' }).focus();
    await clerk.keyboard.press('Enter');
    const detail = clerk.getByRole('article');
    const opens = (name: string) => detail.getByRole('heading', { level: 2, name: new RegExp(name) }).waitFor();
    const says = (text: string) => clerk.getByRole('status').filter({ hasText: text }).waitFor();
    await opens(changed.name);
    await detail.getByText('1 / 3', { exact: true }).waitFor();

    await clerk.keyboard.press('?');
    await clerk.getByRole('dialog', { name: '键盘' }).getByText('登记库无误').waitFor();
    await clerk.keyboard.press('y'); // behind the dialog nothing happens
    await clerk.keyboard.press('Escape');
    await clerk.keyboard.press('j');
    await opens(newcomer.name);
    await clerk.keyboard.press('k');
    await opens(changed.name);
    expect(await waiting(clerk)).toHaveLength(3);

    await detail.getByText('记入后，登记库会这样改').waitFor();
    await clerk.keyboard.press('y');
    await says(`已记入登记库：${changed.name}`);
    await opens(newcomer.name); // the next opens by itself
    expect(await waiting(clerk)).toHaveLength(2);
    await clerk.keyboard.press('u');
    await says(`已撤销，重新待核对：${changed.name}`);
    await opens(changed.name);
    expect(await waiting(clerk)).toHaveLength(3);

    for (const name of [changed.name, newcomer.name]) {
      await opens(name);
      await detail.getByText('记入后，登记库会这样改').waitFor();
      await clerk.keyboard.press('y');
      await says(`已记入登记库：${name}`);
    }

    await opens(oneOfTwins.name);
    await detail.getByText('可能是哪一位').waitFor();
    for (const choice of await detail.getByRole('radio').all()) expect(await choice.isChecked()).toBe(false);
    await clerk.keyboard.press('y');
    await detail.getByRole('alert').filter({ hasText: '请先选出是哪一位' }).waitFor();
    expect(await waiting(clerk)).toHaveLength(1);
    await clerk.keyboard.press('0');
    expect(await detail.getByRole('radio', { name: '都不是，新增此人' }).isChecked()).toBe(true);
    await clerk.keyboard.press('2');
    expect(await detail.getByRole('radio').nth(1).isChecked()).toBe(true);
    await clerk.keyboard.press('y');
    await says(`已记入登记库：${oneOfTwins.name}`);
    await expect.poll(async () => waiting(clerk)).toEqual([]);

    expect(await phonesOf(clerk, newcomer.name)).toContain(newcomer.phone.slice(-4));
    expect(await phonesOf(clerk, changed.name)).toContain(otherPhone(changed.phone).slice(-4));
  });

  test('a list that names everybody: who is not on it waits to be verified and can be kept; the last refutal can be undone', long, async () => {
    const everybody = people();
    const missing = everybody[2] as Person;
    const others = everybody.filter(({ name }) => name !== missing.name);
    await handIn(sender, writeList('全员.csv', others), /写全了，每个人都在名单上/);
    await sender.getByText(/行全部收下了|行已收下/).waitFor();
    await expect.poll(async () => (await waiting(clerk)).some(({ kind, name }) => kind === 'gone' && name === missing.name), { timeout: 60_000 }).toBe(true);
    const gone = (await waiting(clerk)).filter(({ kind }) => kind === 'gone');
    const wanted = gone.find(({ name }) => name === missing.name);
    await clerk.goto(`${backend.url}/findings?kind=gone&finding=${wanted?.id}`);
    const detail = clerk.getByRole('article');
    await detail.getByText('依据不够：将记为“据报已离开”').waitFor();
    await clerk.keyboard.press('n');
    await clerk.getByRole('status').filter({ hasText: `已记为登记库无误：${missing.name}` }).waitFor();
    await clerk.keyboard.press('u');
    await clerk.getByRole('status').filter({ hasText: `已撤销，重新待核对：${missing.name}` }).waitFor();
    await detail.getByText('依据不够：将记为“据报已离开”').waitFor();
    await clerk.keyboard.press('n');
    await clerk.getByRole('status').filter({ hasText: `已记为登记库无误：${missing.name}` }).waitFor();
    await clerk.goto('about:blank'); // what still waited is sent on leaving
    await expect.poll(async () => (await waiting(clerk)).some(({ id }) => id === wanted?.id)).toBe(false);
  });

  test('somebody else was faster: that is said, nothing is doubled, and one goes on', long, async () => {
    const rows = people().slice(10, 12).map((row) => ({ ...row, phone: otherPhone(row.phone) }));
    await handIn(sender, writeList('两人.csv', rows), /没有，只是其中一部分人/);
    const mine = async () => (await waiting(clerk)).filter(({ kind, name }) => kind === 'changed' && rows.some((row) => row.name === name));
    await expect.poll(async () => (await mine()).length, { timeout: 60_000 }).toBe(2);
    const [one, two] = await mine();
    await clerk.goto(`${backend.url}/findings?kind=changed&finding=${one?.id}`);
    const detail = clerk.getByRole('article');
    await detail.getByText('记入后，登记库会这样改').waitFor();
    await ask(clerk, backend, 'POST', `/api/findings/${one?.id}/decision`, { verdict: 'refute' }, { 'if-match': '"1"', 'idempotency-key': '0'.repeat(31) + '7' });
    await clerk.keyboard.press('y');
    await clerk.getByRole('status').filter({ hasText: `${one?.name} 刚才已由别人处理（登记库无误）` }).waitFor();
    await detail.getByRole('heading', { level: 2, name: new RegExp(two?.name ?? '') }).waitFor();
  });

  test('what is harmless goes in at once, and is taken back at once', long, async () => {
    const rows = people().slice(14, 18).map((row) => ({ ...row, phone: otherPhone(row.phone) }));
    await handIn(clerk, writeList('整批.csv', rows), /没有，只是其中一部分人/);
    await clerk.getByRole('heading', { name: '与登记库比对的结果' }).waitFor({ timeout: 60_000 });
    await clerk.getByRole('button', { name: '全部入库' }).click();
    const dialog = clerk.getByRole('dialog', { name: /^全部入库/ });
    const box = dialog.getByRole('checkbox', { name: /有变更 4/ });
    expect(await box.isChecked()).toBe(false);
    await box.check();
    await dialog.getByText('将写入最多 4 条，其中 4 条改动已有登记').waitFor();
    await dialog.getByRole('button', { name: '入库，最多 4 条' }).click();
    await clerk.getByText('已入库。没有写入的留在待核对里。').waitFor({ timeout: 60_000 });
    const open = async () => (await waiting(clerk)).filter(({ name }) => rows.some((row) => row.name === name)).length;
    expect(await open()).toBe(0);
    await clerk.getByRole('button', { name: '撤销整批入库' }).click();
    const undo = clerk.getByRole('dialog', { name: '撤销这次变更' });
    await undo.getByLabel('理由').fill('名单有误');
    await undo.getByRole('button', { name: '确认撤销' }).click();
    await expect.poll(open, { timeout: 60_000 }).toBe(4);
  });

  test('what a clerk ticks for a sender is done with the next list by itself, until the clerk ends it', long, async () => {
    const known = people();
    const pathOf = (page: Page) => new URL(page.url()).pathname;
    const listAt = async (page: Page, path: string) => (await (await ask(page, backend, 'GET', `/api${path}`)).json()) as { compared?: boolean; applied?: object };
    const listFrom = (name: string, at: number) => writeList(name, known.slice(at, at + 3).map((row, index) => (index === 0 ? { ...row, phone: otherPhone(row.phone) } : row)));
    await handIn(sender, listFrom('例行一.csv', 18), /没有，只是其中一部分人/);
    const first = pathOf(sender);
    await expect.poll(async () => (await listAt(clerk, first)).compared, { timeout: 60_000 }).toBe(true);
    await clerk.goto(backend.url + first);
    await clerk.getByRole('button', { name: '全部入库' }).click();
    const dialog = clerk.getByRole('dialog', { name: /^全部入库/ });
    await dialog.getByRole('checkbox', { name: /有变更 1/ }).check();
    const standing = dialog.getByRole('checkbox', { name: /照此办理/ });
    expect(await standing.isChecked()).toBe(false);
    await dialog.getByText('记在“村居文书”名下').waitFor();
    await standing.check();
    await dialog.getByRole('button', { name: /，以后照办$/ }).click();
    await clerk.getByText('已整批处理：已处理 1 条').waitFor({ timeout: 60_000 });
    await clerk.getByText(/交来的名单自动办理：有变更.*由“.*村居文书.*”设定/).waitFor();

    await handIn(sender, listFrom('例行二.csv', 21), /没有，只是其中一部分人/);
    await sender.getByText('3 行全部收下了，没有要改的。').waitFor();
    const next = pathOf(sender);
    await expect.poll(async () => (await listAt(clerk, next)).applied, { timeout: 60_000 }).toMatchObject({ by_rule: true, applied: 1, undone: false });
    await clerk.goto(backend.url + next);
    await clerk.getByText('按规则自动处理：已处理 1 条').waitFor();
    const told = await listAt(sender, next);
    for (const kept of ['applied', 'rule']) expect(told).not.toHaveProperty(kept);
    expect(await sender.getByRole('main').innerText()).not.toMatch(/规则|自动办理|登记库/);

    await clerk.goto(`${backend.url}/rosters`);
    await clerk.getByRole('button', { name: '自动办理的来源（1）' }).click();
    const rules = clerk.getByRole('dialog', { name: '自动办理的来源' });
    await rules.getByRole('row').filter({ hasText: '门卫' }).getByRole('button', { name: /^停止/ }).click();
    const asks = clerk.getByRole('dialog', { name: '停止自动办理' });
    await asks.getByText('已经办理的不变').waitFor();
    await asks.getByRole('button', { name: '停止自动办理' }).click();
    await rules.getByText('没有自动办理的来源').waitFor();
    expect(await rules.getByRole('row').count()).toBe(0);
    await rules.locator('.acts').getByRole('button', { name: '关闭' }).click();
    await clerk.getByRole('button', { name: /^自动办理的来源/ }).waitFor({ state: 'detached' });
  });
});
