import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createMemoryHistory, createRouter } from 'vue-router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ConnectionError, ProblemError } from '@/api/problem';
import type { PocketLine, Problem } from '@/api/types';
import { today } from '@/components/data/time';
import { i18n } from '@/locales';
import zh from '@/locales/zh-CN/pocket';
import PocketPage from '@/pages/rosters/PocketPage.vue';
import { changedLine, draftOfLine, emptyLine, newLine, onlyNewer, tellsWho } from '@/pages/rosters/pocketLine';

interface Call {
  method: string;
  path: string;
  of?: { id: number };
  query?: Record<string, string | number | undefined>;
  version?: number;
  key?: string;
  body?: unknown;
}

const calls: Call[] = [];
let answer: (call: Call) => unknown = () => undefined;
let keys = 0;
vi.mock('@/api/client', () => {
  const take = (method: string) => (path: string, { path: of, ...given }: Omit<Call, 'method' | 'path'> & { path?: { id: number } }) => {
    const call = { ...given, ...(of ? { of } : {}), method, path };
    calls.push(call);
    return new Promise((resolve) => { resolve(answer(call)); });
  };
  return { newKey: () => `key ${(keys += 1)}`, api: { get: take('get'), post: take('post'), patch: take('patch') } };
});

const scope = { kind: 'area' as const, id: 10, name: '明珠苑' };
const shop = { kind: 'organisation' as const, id: 30, name: '明珠餐饮' };

function line(id: number, more: Partial<PocketLine> = {}): PocketLine {
  return { id, version: 1, state: 'listed', scope, name: `人${id}`, document_number: '999***********1234', phone: `1990000000${id}`, address: '明珠路88弄3号201室', listed_on: '2026-11-01', roster_id: 70 + id, ...more };
}

function problem(status: number, code: string, more: Partial<Problem> = {}): ProblemError {
  return new ProblemError({ type: 'about:blank', title: code, status, code, ...more });
}

let lines: PocketLine[];
let scopes: { scope: typeof scope | typeof shop; listed: number; oldest: string }[];
let page: VueWrapper;

/** What the server would answer: its lines by state, three a page. */
function list({ query }: Call): unknown {
  const found = lines.filter(({ id, state }) => id > Number(query?.cursor ?? 0) && (!query?.state || state === query.state));
  const items = found.slice(0, 3);
  return { items, scopes, ...(found.length > 3 ? { next_cursor: String(items.at(-1)?.id) } : {}) };
}

/** Lists are answered as they are; what is told, as the test says. */
function answerTold(told: (call: Call) => unknown): void {
  answer = (call) => (call.method === 'get' ? list(call) : told(call));
}

async function opened(query: Record<string, string> = {}): Promise<void> {
  const nothing = { template: '<div />' };
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/rosters/pocket', component: nothing }, { path: '/rosters', component: nothing }, { path: '/rosters/new', component: nothing }, { path: '/rosters/:id', name: 'roster', component: nothing }] });
  await router.push({ path: '/rosters/pocket', query });
  page = mount(PocketPage, { attachTo: document.body, global: { plugins: [i18n, router], stubs: { teleport: true } } });
  await flushPromises();
}

async function press(name: string): Promise<void> {
  const found = page.findAll('button').find((one) => (one.attributes('aria-label') ?? one.text()) === name);
  if (!found) throw new Error(`no button ${name}: ${page.findAll('button').map((one) => one.attributes('aria-label') ?? one.text()).join('|')}`);
  await found.trigger('click');
  await flushPromises();
}

async function act(): Promise<void> {
  await page.get('form').trigger('submit');
  await flushPromises();
}

async function type(name: string, text: string): Promise<void> {
  await page.get(`#field-${name}`).setValue(text);
}

function value(name: string): string {
  return page.get<HTMLInputElement>(`#field-${name}`).element.value;
}

const told = () => calls.filter(({ method }) => method !== 'get');
const names = () => page.findAll('tbody tr td:first-child').map((one) => one.text());

beforeEach(() => {
  calls.length = 0;
  lines = [line(1), line(2), line(3), line(4), line(5, { state: 'left' })];
  scopes = [{ scope, listed: 4, oldest: '2026-11-01' }];
  answer = list;
});
afterEach(() => { page?.unmount(); });

test('only what differs is told; the number is told when it is typed', () => {
  const one = line(1);
  expect(changedLine(draftOfLine(one), one)).toEqual({});
  expect(changedLine({ ...draftOfLine(one), phone: ' 10055512345 ', address: '' }, one)).toEqual({ phone: '10055512345', address: '' });
  expect(changedLine({ ...draftOfLine(one), document_number: '99911819540312706x' }, one)).toEqual({ document_number: '99911819540312706X' });
  expect(newLine({ ...emptyLine(), name: ' 何文洁 ', phone: '19900004412' })).toEqual({ name: '何文洁', phone: '19900004412' });
});

test('a name alone does not tell who it is; a number that stands there already does', () => {
  expect(tellsWho({ ...emptyLine(), name: '何文洁' })).toBe(false);
  expect(tellsWho({ ...emptyLine(), name: '何文洁', address: '3号201室' })).toBe(true);
  expect(tellsWho({ ...emptyLine(), name: '何文洁' }, line(1))).toBe(true);
  expect(tellsWho({ ...emptyLine(), phone: '19900004412' })).toBe(false);
});

test('a line told anew with the same words is nobody’s change', () => {
  expect(onlyNewer(line(1, { version: 2, listed_on: '2026-11-28' }), line(1))).toBe(true);
  expect(onlyNewer(line(1, { version: 2, phone: '1' }), line(1))).toBe(false);
  expect(onlyNewer(line(1, { version: 2, state: 'left' }), line(1))).toBe(false);
  expect(onlyNewer(line(1), line(1))).toBe(false);
});

test('lines come page by page, with how many there are', async () => {
  await opened();
  expect(names()).toEqual(['人1', '人2', '人3']);
  expect(page.text()).toContain('明珠苑4 人 · 最早一条报于 2026-11-01');
  expect(page.text()).toContain('已显示 3 人，共 4 人');
  await press('再看一些');
  expect(names()).toEqual(['人1', '人2', '人3', '人4']);
  expect(calls.at(-1)?.query).toMatchObject({ state: 'listed', cursor: '3' });
  expect(page.text()).not.toContain('再看一些');
});

test('who left is a filter away, and can only be mended', async () => {
  await opened();
  await press('走了的');
  expect(names()).toEqual(['人5']);
  expect(page.findAll('tbody button').map((one) => one.text())).toEqual(['改']);
});

test('without a list it is said what comes next; a failed reading can be tried again', async () => {
  lines = [];
  scopes = [];
  await opened();
  expect(page.text()).toContain(zh.pocket.emptyNext);
  expect(page.findAll('a').map((one) => one.attributes('href'))).toContain('/rosters/new');
  page.unmount();
  answer = () => { throw new ConnectionError(); };
  await opened();
  lines = [line(1)];
  answer = list;
  await press('重试');
  expect(names()).toEqual(['人1']);
});

test('a mended line goes out with its version and a key, and only with what changed; then it stands in its place', async () => {
  await opened();
  answerTold(() => line(2, { version: 2, phone: '10055512345', listed_on: '2026-11-28', roster_id: 99 }));
  await press('改：人2');
  expect([value('name'), value('document_number'), value('phone')]).toEqual(['人2', '', '19900000002']);
  expect(page.get('#field-document_number').attributes('placeholder')).toBe('999***********1234');
  await type('phone', '10055512345');
  await act();
  expect(told()).toEqual([{ method: 'patch', path: '/api/pocket/{id}', of: { id: 2 }, version: 1, key: expect.any(String), body: { phone: '10055512345' } }]);
  expect(page.find('form').exists()).toBe(false);
  expect(page.findAll('tbody tr')[1]?.text()).toContain('10055512345');
  const notice = page.findAll('[role=status]').find((one) => one.text().includes('已改 人2'));
  expect(notice?.get('a').attributes('href')).toBe('/rosters/99');
});

test('without a change nothing is sent, and that is said', async () => {
  await opened();
  await press('改：人2');
  await page.get('form [type=submit]').trigger('click');
  expect(page.get('form [role=alert]').text()).toBe('还没有改动，没有什么要保存');
});

test('what is wrong stands at its field, what was typed stays', async () => {
  await opened();
  answerTold(() => { throw problem(422, 'phone', { place: 'phone', title: '电话号码不对' }); });
  await press('改：人2');
  await type('phone', '12');
  await type('address', '明珠路88弄4号');
  await act();
  expect(page.get('#field-phone-error').text()).toContain('电话号码不对');
  expect([value('phone'), value('address')]).toEqual(['12', '明珠路88弄4号']);
});

test('that somebody is on the list already is told at the name', async () => {
  await opened();
  answerTold(() => { throw problem(409, 'line-listed', { place: 'name', title: '您的名单上已经有这个人' }); });
  await press('加一人');
  await type('name', '人1');
  await type('phone', '19900000001');
  await act();
  expect(page.get('#field-name-error').text()).toContain('您的名单上已经有这个人');
  expect(value('phone')).toBe('19900000001');
});

test('a line that a list has told anew is mended without asking; the key is another', async () => {
  await opened();
  lines[1] = line(2, { version: 2, listed_on: '2026-11-28' });
  answerTold(({ version }) => {
    if (version === 1) throw problem(412, 'version-conflict');
    return line(2, { version: 3, phone: '10055512345' });
  });
  await press('改：人2');
  await type('phone', '10055512345');
  await act();
  expect(told().map(({ version }) => version)).toEqual([1, 2]);
  expect(told()[0]?.key).not.toBe(told()[1]?.key);
  expect(page.findAll('tbody tr')[1]?.text()).toContain('10055512345');
});

test('what somebody else changed meanwhile stands beside one’s own; nothing typed is lost', async () => {
  await opened();
  lines[1] = line(2, { version: 2, phone: '19977777777', address: '别处' });
  answerTold(({ version, body }) => {
    if (version === 1) throw problem(412, 'version-conflict');
    return line(2, { version: 3, address: '别处', ...(body as object) });
  });
  await press('改：人2');
  await type('phone', '10055512345');
  await act();
  expect(told()).toHaveLength(1);
  const conflict = page.get('.conflict');
  expect(conflict.text()).toContain('别处');
  expect(value('phone')).toBe('10055512345');
  await conflict.get('[value=mine]').setValue(true);
  await conflict.get('button').trigger('click');
  await flushPromises();
  // the address was only theirs, so it stays as they wrote it
  expect([told().at(-1)?.version, told().at(-1)?.body]).toEqual([2, { phone: '10055512345' }]);
  expect(page.find('form').exists()).toBe(false);
});

test('what one wanted to tell has been told already: nothing is sent again', async () => {
  await opened();
  lines[1] = line(2, { version: 2, phone: '10055512345' });
  answerTold(() => { throw problem(412, 'version-conflict'); });
  await press('改：人2');
  await type('phone', '10055512345');
  await act();
  expect(told()).toHaveLength(1);
  expect(page.find('form').exists()).toBe(false);
  expect(page.findAll('tbody tr')[1]?.text()).toContain('10055512345');
});

test('who was told as left meanwhile is not put back on the list without saying so', async () => {
  await opened();
  lines[1] = line(2, { version: 2, state: 'left' });
  answerTold(({ version }) => {
    if (version === 1) throw problem(412, 'version-conflict');
    return line(2, { version: 3, phone: '10055512345' });
  });
  await press('改：人2');
  await type('phone', '10055512345');
  await act();
  expect(told()).toHaveLength(1);
  expect(page.get('form').text()).toContain(zh.pocket.leftMeanwhile);
});

test('who had left and is here again is told so without any change', async () => {
  await opened({ state: 'left' });
  answerTold(() => line(5, { version: 2 }));
  await press('改：人5');
  expect(page.get('form').text()).toContain(zh.pocket.backWhat);
  await press(zh.pocket.backAct);
  expect(told()).toMatchObject([{ method: 'patch', version: 1, body: {} }]);
  expect(names()).toEqual([]);
});

test('who left is asked once, reported, and gone from the list; a lost answer is sent again with the same key', async () => {
  await opened();
  answerTold(() => { throw new ConnectionError(); });
  await press('人2 走了');
  expect(told()).toEqual([]);
  expect(page.get('form').text()).toContain(zh.pocket.leftWhat.home);
  await act();
  answerTold(() => line(2, { version: 2, state: 'left' }));
  scopes = [{ scope, listed: 3, oldest: '2026-11-01' }];
  await act();
  expect(new Set(told().map(({ key }) => key)).size).toBe(1);
  expect(names()).toEqual(['人1', '人3']);
  expect(page.text()).toContain('明珠苑3 人');
  expect(page.text()).toContain('已报告 人2 走了');
});

test('of staff it is said that they left work; a line that has changed is shown before it is told', async () => {
  lines = [line(1, { scope: shop })];
  await opened();
  lines = [line(1, { scope: shop, version: 2, name: '别人' })];
  answerTold(({ version }) => {
    if (version === 1) throw problem(412, 'version-conflict');
    return line(1, { scope: shop, version: 3, state: 'left' });
  });
  await press('人1 走了');
  expect(page.get('form').text()).toContain(zh.pocket.leftWhat.work);
  await act();
  expect(page.get('form [role=alert]').text()).toContain('别人');
  expect(told()).toHaveLength(1);
  await act();
  expect(told().map(({ version }) => version)).toEqual([1, 2]);
  expect(page.find('form').exists()).toBe(false);
});

test('one more goes onto the one list there is; of several it has to be said which', async () => {
  await opened();
  answerTold(() => line(9, { name: '何文洁' }));
  await press('加一人');
  await type('name', '何文洁');
  await page.get('form [type=submit]').trigger('click');
  expect(page.get('form [role=alert]').text()).toBe(zh.pocket.wantsOne);
  await type('address', '明珠路88弄5号');
  await act();
  expect(told().at(-1)).toMatchObject({ method: 'post', key: expect.any(String), body: { name: '何文洁', address: '明珠路88弄5号', scope: { kind: 'area', id: 10 } } });
  expect(names()).toEqual(['人1', '人2', '人3']); // its place comes with the next page
  page.unmount();
  scopes = [...scopes, { scope: shop, listed: 1, oldest: '2026-11-01' }];
  await opened();
  await press('加一人');
  await type('name', '何文洁');
  await type('phone', '19900004412');
  await page.get('form [type=submit]').trigger('click');
  expect(page.get('form [role=alert]').text()).toBe(zh.pocket.wantsList);
  await page.findAll('[name=scope]')[1]?.setValue(true);
  await act();
  expect(told().at(-1)?.body).toEqual({ name: '何文洁', phone: '19900004412', scope: { kind: 'organisation', id: 30 } });
});

test('that all is as it was is asked once and handed in as a complete list, with its receipt', async () => {
  await opened();
  answerTold(() => ({ id: 88, rows: 4 }));
  await press('明珠苑：仍然如此');
  expect(told()).toEqual([]);
  expect(page.get('form').text()).toContain(`名单上的 4 人，会作为今天（${today()}）的完整名单报送`);
  await act();
  expect(told()).toMatchObject([{ method: 'post', key: expect.any(String), body: { kind: 'area', id: 10 } }]);
  expect(page.get('.scopes').text()).toContain('已按今天的日期报送 4 人');
  expect(page.get('.scopes a').attributes('href')).toBe('/rosters/88');
  expect(page.find('.scopes button').exists()).toBe(false);
});
