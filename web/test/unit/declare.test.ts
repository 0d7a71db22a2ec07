import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ConnectionError, ProblemError } from '@/api/problem';
import { i18n, setLocale } from '@/locales';
import zh from '@/locales/zh-CN/declare';
import DeclarePage from '@/pages/declare/DeclarePage.vue';
import { declarationInput, isComplete, newDeclaration } from '@/pages/declare/declaration';
import { routes } from '@/pages/routes';

interface Call {
  path: string;
  key?: string;
  body?: unknown;
}

const sent: Call[] = [];
let open = true;
let cityUrl: string | undefined;
let answer: () => unknown = () => ({ receipt: 'K7M2-9QXD' });
let keys = 0;
vi.mock('@/api/client', () => ({
  newKey: () => `key ${(keys += 1)}`,
  api: {
    get: () => Promise.resolve({ open, town: '上海市青浦区徐泾镇', ...(cityUrl ? { city_url: cityUrl } : {}) }),
    post: (path: string, { key, body }: { key?: string; body?: unknown }) => {
      sent.push({ path, ...(key === undefined ? {} : { key }), body });
      return new Promise((resolve) => { resolve(answer()); });
    },
  },
}));

let page: VueWrapper;

async function opened(): Promise<void> {
  page = mount(DeclarePage, { attachTo: document.body, global: { plugins: [i18n], stubs: { RouterLink: true } } });
  await flushPromises();
}

async function fill(fields: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(fields)) await page.get(`#field-${name}`).setValue(text);
}

async function send(): Promise<void> {
  await page.get('form').trigger('submit');
  await flushPromises();
}

function value(name: string): string {
  return page.get<HTMLInputElement>(`#field-${name}`).element.value;
}

async function press(name: string): Promise<void> {
  await page.findAll('button').find((one) => one.text() === name)?.trigger('click');
  await flushPromises();
}

const typed = { name: '何文洁', phone: '19900004412', place: '明珠路88弄3号201室' };

beforeEach(() => {
  sessionStorage.clear();
  sent.length = 0;
  open = true;
  cityUrl = undefined;
  answer = () => ({ receipt: 'K7M2-9QXD' });
});
afterEach(async () => {
  page?.unmount();
  await setLocale('zh-CN');
});

test('the page is there without signing in, and for any post', () => {
  expect(routes.find(({ name }) => name === 'declare')?.meta).toMatchObject({ open: true });
});

test('who, where, and a number or a phone are wanted; what is empty is not sent', () => {
  const draft = { ...newDeclaration(), name: ' 何文洁 ', place: '3号201室' };
  expect(isComplete(declarationInput(draft))).toBe(false);
  expect(declarationInput({ ...draft, phone: ' 19900004412 ' })).toEqual({ name: '何文洁', place: '3号201室', phone: '19900004412' });
  expect(isComplete(declarationInput({ ...draft, document_number: 'x1' }))).toBe(true);
  expect(isComplete(declarationInput({ ...draft, phone: '1', place: ' ' }))).toBe(false);
});

test('where the town does not take declarations, the city’s own service is named and nothing is asked', async () => {
  open = false;
  await opened();
  expect(page.text()).toContain('随申办');
  expect(page.text()).toContain('实有人口自主填报');
  expect(page.find('form').exists()).toBe(false);
  expect(page.findAll('a, svg')).toEqual([]);
});

test('where the town told where the city’s service is, one goes there, or scans it from a large screen', async () => {
  open = false;
  cityUrl = 'https://ywtb.example/declare?of=1';
  await opened();
  await vi.dynamicImportSettled();
  await flushPromises();
  expect(page.text()).toContain('随申办');
  expect(page.get('a').attributes('href')).toBe(cityUrl);
  expect(page.get('a').text()).toBe(zh.declare.toCity);
  expect(page.get('svg[role=img]').attributes('aria-label')).toBe(zh.declare.code);
});

test('on a phone there is nothing to scan', async () => {
  open = false;
  cityUrl = 'https://ywtb.example/declare';
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  await opened();
  await vi.dynamicImportSettled();
  await flushPromises();
  vi.unstubAllGlobals();
  expect(page.find('a').exists()).toBe(true);
  expect(page.find('svg').exists()).toBe(false);
});

test('where the town takes them here, the form is there, whatever the city has', async () => {
  cityUrl = 'https://ywtb.example/declare';
  await opened();
  expect(page.find('form').exists()).toBe(true);
  expect(page.find('a').exists()).toBe(false);
});

test('before sending it is said what for, who sees it, how long it is kept, and that nobody can look it up', async () => {
  await opened();
  for (const one of Object.values(zh.declare.uses)) expect(page.get('.privacy').text()).toContain(one);
  await fill({ name: '何文洁', place: '3号201室' });
  await page.get('[type=submit]').trigger('click');
  expect(page.get('form > [role=alert]').text()).toBe(zh.declare.wantsOne);
});

test('after sending there is a receipt number, once, and no way to look it up; nothing else stays in the browser', async () => {
  await opened();
  await fill(typed);
  await send();
  expect(sent).toEqual([{ path: '/api/declarations', key: expect.any(String), body: typed }]);
  expect(page.get('.receipt').text()).toBe('K7M2-9QXD');
  expect(page.text()).toContain('请截图或抄下');
  expect(page.findAll('a')).toEqual([]);
  expect(document.activeElement?.textContent).toBe(zh.declare.received);
  expect(JSON.stringify({ ...sessionStorage })).not.toContain('何文洁');
  await press(zh.declare.another);
  expect(['name', 'phone', 'place'].map(value)).toEqual(['', '', '']);
  expect(page.text()).not.toContain('已恢复');
});

test('a change of the language loses neither what was typed nor the receipt', async () => {
  await opened();
  await fill(typed);
  await flushPromises();
  page.unmount();
  await setLocale('en');
  await opened();
  expect(page.get('h1').text()).toBe('Declare yourself');
  expect(['name', 'phone', 'place'].map(value)).toEqual(Object.values(typed));
  await send();
  await flushPromises();
  page.unmount();
  await setLocale('zh-CN');
  await opened();
  expect(page.get('.receipt').text()).toBe('K7M2-9QXD');
});

test('what was typed before can be cleared: the next may be another person', async () => {
  await opened();
  await fill(typed);
  await flushPromises();
  page.unmount();
  await opened();
  await press(zh.declare.clear);
  expect(['name', 'phone', 'place'].map(value)).toEqual(['', '', '']);
});

test('what is wrong stands at its field and what was typed stays', async () => {
  await opened();
  await fill(typed);
  answer = () => { throw new ProblemError({ type: 'about:blank', title: '看不懂这个地址', detail: '请写到门牌和室号', status: 422, code: 'address-unknown', place: 'place' }); };
  await send();
  expect(page.get('#field-place-error').text()).toContain('看不懂这个地址');
  expect(['name', 'phone', 'place'].map(value)).toEqual(Object.values(typed));
});

test('who has sent too much is told in words how many seconds to wait', async () => {
  await opened();
  await fill(typed);
  answer = () => { throw new ProblemError({ type: 'about:blank', title: '操作太频繁', detail: '请等 60 秒后再试。', status: 429, code: 'too-many-requests' }); };
  await send();
  expect(page.get('form > .summary').text()).toContain('请等 60 秒后再试。');
  expect(value('name')).toBe('何文洁');
});

test('a lost answer makes no second declaration', async () => {
  await opened();
  await fill(typed);
  answer = () => { throw new ConnectionError(); };
  await send();
  await send();
  expect(sent).toHaveLength(2);
  expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
});

test('where it has been closed meanwhile, that is said', async () => {
  await opened();
  await fill(typed);
  open = false;
  answer = () => { throw new ProblemError({ type: 'about:blank', title: '没有找到', status: 404, code: 'not-found' }); };
  await send();
  expect(page.text()).toContain('随申办');
});
