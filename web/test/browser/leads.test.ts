// A sealed lead on its way: from a guard's phone to the officer, and on to who takes the post over; the server has none of its text.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { faultsOfAxe } from './axe';
import { hasProgram, startBackend, type Backend } from './backend';
import { launch, newPage } from './chromium';
import { administrator, ask, enter, fillPost, invite, signUndertaking } from './session';

const looks = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const first = { conduct: '夜里有人反复撬地下车库的门锁', place: '明珠路某弄地下车库', time: '昨夜十二点前后' };
const second = { conduct: '清晨有人往河道里倾倒废油', place: '河道北侧小桥', time: '今天五点多' };
const words = { officer: 'kettle meadow lantern seven', next: 'harbour pencil violet nine' };
const long = { timeout: 120_000 };

let browser: Browser;
let backend: Backend;
let admin: Page;
let officer: Page;
let guard: Page;
let next: Page;
let post: number;
let oldDigits: string;
const opened: { page: Page; faults: string[] }[] = [];
/** Everything that any of the browsers sent. */
const sent: string[] = [];

async function visitor(look: keyof typeof looks): Promise<Page> {
  const one = await newPage(await browser.newContext({ viewport: looks[look], locale: 'zh-CN' }));
  one.page.setDefaultTimeout(20_000);
  one.page.on('request', (request) => sent.push(`${request.url()}\n${request.postData() ?? ''}`));
  opened.push(one);
  return one.page;
}

async function read<T>(page: Page, path: string): Promise<T> {
  return (await (await ask(page, backend, 'GET', path)).json()) as T;
}

async function setUp(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('钥匙口令').fill(passphrase);
  await page.getByLabel('再输一次口令').fill(passphrase);
  await page.getByRole('button', { name: '设置个人钥匙' }).click();
}

async function unlock(page: Page, passphrase: string): Promise<void> {
  await page.goto(`${backend.url}/leads`);
  await page.getByLabel('钥匙口令').fill(passphrase);
  await page.getByRole('button', { name: '打开信箱' }).click();
}

/** The five groups behind a label, as somebody would read them out. */
async function digits(page: Page, label: string): Promise<string> {
  const line = page.locator('.fingerprint').filter({ hasText: label }).last();
  await line.waitFor();
  const [found] = /(\d{5} ){4}\d{5}/.exec(await line.innerText()) ?? [];
  if (found === undefined) throw new Error(`no digits: ${await line.innerText()}`);
  return found;
}

async function send(letter: typeof first): Promise<void> {
  await guard.getByLabel('看到了什么').fill(letter.conduct);
  await guard.getByLabel('在哪里').fill(letter.place);
  await guard.getByLabel('什么时候').fill(letter.time);
  await guard.getByRole('button', { name: '密封并递送' }).click();
  await guard.getByRole('heading', { name: '已递送' }).waitFor();
}

describe.skipIf(!hasProgram())('a sealed lead', () => {
  beforeAll(async () => {
    backend = await startBackend();
    browser = await launch();
    [admin, officer, guard, next] = [await visitor('desk'), await visitor('desk'), await visitor('phone'), await visitor('desk')];
    await enter(admin, backend, 'admin', null);
    await enter(officer, backend, 'officer', 'door_check');
    const me = await read<{ acting_post_id: number; posts: { id: number; area_id: number }[] }>(officer, '/api/session');
    post = me.acting_post_id;
    const area = me.posts.find(({ id }) => id === post)?.area_id;
    const { helper_kinds } = await read<{ helper_kinds: { code: string }[] }>(admin, '/api/codes');
    await fillPost(admin, guard, backend, { login_name: 'menwei', display_name: '吴门卫' }, { role: 'helper', helper_kind: helper_kinds[0]?.code, area_id: area, title: '明珠苑门卫' });
    const link = await invite(admin, backend, { login_name: 'tibu', display_name: '孙接任' }, { role: 'police_team', title: '社区警务队员', area_id: area });
    await ask(next, backend, 'POST', `/api${link}`, { password: administrator.password });
    await signUndertaking(next, backend, '孙接任');
  }, 240_000);

  afterAll(async () => {
    for (const { page } of opened) await page.context().close().catch(() => undefined);
    await browser?.close();
    await backend?.close();
    expect(opened.flatMap(({ faults }) => faults)).toEqual([]);
  });

  test('nobody can be written to before the officer has a key; then the box opens', long, async () => {
    await guard.goto(`${backend.url}/leads/new`);
    await guard.getByText('民警还没有设置信箱的钥匙').waitFor();
    await officer.goto(`${backend.url}/leads`);
    await setUp(officer, 'short');
    await officer.getByText('口令至少要 12 个字').first().waitFor();
    await setUp(officer, words.officer);
    await officer.getByRole('button', { name: '开通信箱' }).click();
    await officer.getByText('还没有信').waitFor();
    oldDigits = await digits(officer, '本岗位的钥匙指纹');
    expect(await faultsOfAxe(officer)).toEqual([]);
  });

  test('a guard compares the fingerprint and sends; the browser keeps nothing of it', long, async () => {
    await guard.goto(`${backend.url}/leads/new`);
    expect(await digits(guard, '钥匙指纹')).toBe(oldDigits);
    expect(await faultsOfAxe(guard)).toEqual([]);
    await guard.getByLabel('看到了什么').fill(first.conduct);
    const stored = () => guard.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
    expect(await stored()).not.toContain(first.conduct);
    await send(first);
    expect(await stored()).not.toContain(first.conduct);
    expect(guard.url()).toBe(`${backend.url}/leads/new`);
    await guard.getByRole('button', { name: '再递送一件' }).click();
    expect(await guard.getByLabel('看到了什么').inputValue()).toBe('');
    for (const path of ['/api/leads', '/api/lead-box']) expect((await guard.request.get(backend.url + path)).status()).toBe(403);
  });

  test('the officer opens it by the passphrase and no other, and marks it', long, async () => {
    await unlock(officer, `${words.officer}x`);
    await officer.getByText('口令不对，没有打开').first().waitFor();
    await officer.getByLabel('钥匙口令').fill(words.officer);
    await officer.getByRole('button', { name: '打开信箱' }).click();
    await officer.getByRole('button', { name: /^拆阅/ }).click();
    for (const text of Object.values(first)) await officer.getByText(text).waitFor();
    await officer.getByText('已拆阅').waitFor();
    await officer.getByRole('button', { name: '标为已跟进' }).click();
    await officer.getByRole('status').filter({ hasText: '已标为“已跟进”' }).waitFor();
    await officer.getByRole('button', { name: '上锁' }).click();
    expect(await officer.getByText(first.conduct).count()).toBe(0);
  });

  test('the key is handed over to who is named to follow, once the fingerprints agree', long, async () => {
    const { items } = await read<{ items: { id: number; login_name: string }[] }>(admin, '/api/accounts');
    const account = items.find(({ login_name }) => login_name === 'tibu')?.id;
    await ask(admin, backend, 'PUT', `/api/posts/${post}/successor`, { account_id: account });
    await unlock(officer, words.officer);
    await officer.getByText('还没有个人钥匙').waitFor();

    await next.goto(`${backend.url}/me`);
    await setUp(next, words.next);
    const theirs = await digits(next, '您的个人钥匙指纹');
    await unlock(officer, words.officer);
    await officer.getByRole('button', { name: '移交钥匙给 孙接任' }).click();
    const dialog = officer.getByRole('dialog', { name: '移交钥匙' });
    expect(await digits(officer, '钥匙指纹')).toBe(theirs);
    await dialog.getByRole('button', { name: '移交', exact: true }).click();
    await dialog.getByRole('alert').filter({ hasText: '请先核对指纹' }).waitFor();
    await dialog.getByLabel('我已核对，指纹一致').check();
    expect(await faultsOfAxe(officer)).toEqual([]);
    await dialog.getByRole('button', { name: '移交', exact: true }).click();
    await officer.getByRole('status').filter({ hasText: '已移交给 孙接任' }).waitFor();
    await officer.getByText('已有全部钥匙').waitFor();
  });

  test('who takes over reads what came before; letters to come have another key', long, async () => {
    await ask(admin, backend, 'PATCH', `/api/posts/${post}`, { holder_account_id: null, vacancy_reason: 'transfer' });
    expect((await officer.request.get(`${backend.url}/api/leads`)).status()).toBe(403);
    await ask(next, backend, 'PUT', '/api/session/post', { post_id: post });
    await unlock(next, words.next);
    await next.getByRole('status').filter({ hasText: '已自动换了新钥匙' }).waitFor();
    const digitsNow = await digits(next, '本岗位的钥匙指纹');
    expect(digitsNow).not.toBe(oldDigits);
    await next.getByRole('button', { name: /^拆阅/ }).click();
    await next.getByText(first.conduct).waitFor();

    // The guard's page is still open with the key of before: it is told, and what was typed stays.
    await guard.getByLabel('看到了什么').fill(second.conduct);
    await guard.getByLabel('在哪里').fill(second.place);
    await guard.getByLabel('什么时候').fill(second.time);
    await guard.getByRole('button', { name: '密封并递送' }).click();
    await guard.getByRole('alert').filter({ hasText: '钥匙已更换' }).waitFor();
    await expect.poll(() => digits(guard, '钥匙指纹')).toBe(digitsNow);
    await send(second);
    await unlock(next, words.next);
    await next.getByRole('button', { name: /^拆阅.*已跟进/ }).waitFor(); // the first one, as the officer before left it
    await next.getByRole('button', { name: /^拆阅.*未拆/ }).click();
    await next.getByText(second.conduct).waitFor();
    await next.getByRole('button', { name: '标为不属实' }).click();
    await next.getByRole('status').filter({ hasText: '已标为“不属实”' }).waitFor();
  });

  test('nothing of the text, and no passphrase, was sent or is on the server', long, async () => {
    const secrets = [...Object.values(first), ...Object.values(second), ...Object.values(words)];
    expect(sent.filter((one) => one.includes('/api/leads') && one.includes('"letter"')).length).toBeGreaterThanOrEqual(2);
    for (const secret of secrets) {
      const spelled = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
      expect(sent.filter((one) => spelled.some((text) => one.includes(text)))).toEqual([]);
    }
    for (const { page } of opened) await page.context().close(); // an open page asks a server that is gone
    await backend.stop();
    const folder = dirname(backend.db.replace(/^sqlite:/, ''));
    const bytes = Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
    expect(bytes.includes(Buffer.from('明珠苑门卫'))).toBe(true); // what is kept in plain would be found
    for (const secret of secrets) expect(bytes.includes(Buffer.from(secret)), secret).toBe(false);
  });
});
