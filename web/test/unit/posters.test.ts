import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createMemoryHistory, createRouter } from 'vue-router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import QrCode from '@/components/data/QrCode.vue';
import { i18n, setLocale } from '@/locales';
import PostersPage from '@/pages/posters/PostersPage.vue';
import { declareTarget, type DeclarationForm } from '@/pages/posters/poster';
import { routes } from '@/pages/routes';

let form: DeclarationForm;
vi.mock('@/api/client', () => ({ api: { get: () => Promise.resolve(form) } }));

let page: VueWrapper;

async function opened(query: Record<string, string>): Promise<void> {
  const router = createRouter({ history: createMemoryHistory(), routes });
  await router.push({ name: 'posters', query });
  page = mount(PostersPage, { attachTo: document.body, global: { plugins: [i18n, router] } });
  await flushPromises();
}

const code = () => page.findComponent(QrCode).props('text') as string;
const steps = () => page.findAll('ol li').map((one) => one.text());
const city = 'https://ywtb.example/declare?of=1';

beforeEach(() => { form = { open: false, town: '上海市青浦区徐泾镇' }; });
afterEach(async () => {
  page?.unmount();
  vi.unstubAllGlobals();
  await setLocale('zh-CN');
});

test('people declare themselves in the city’s service first, else here, else nowhere', () => {
  const own = 'https://town.example/declare';
  expect(declareTarget({ open: true, town: '', city_url: city }, own)).toEqual({ of: 'city', link: city });
  expect(declareTarget({ open: true, town: '' }, own)).toEqual({ of: 'own', link: own });
  expect(declareTarget({ open: false, town: '', city_url: '' }, own)).toBeNull();
});

test('the poster of the city’s service: its code, the town, three steps, what it is for, and a line of English', async () => {
  form = { ...form, city_url: city };
  await opened({ for: 'declare' });
  expect(code()).toBe(city);
  expect(page.get('article h2').text()).toBe('租房、入住，请自主申报');
  expect(page.get('article [lang=en]').text()).toBe('Renting or moving in? Please register yourself');
  expect(steps()).toEqual(['打开“随申办”，或直接扫码', '填写本人和住址', '提交，社区不再重复登记']);
  for (const said of ['上海市青浦区徐泾镇', '只用来登记实有人口', '查不到任何人']) expect(page.get('article').text()).toContain(said);
});

test('where the town takes declarations itself, the code leads to its own form', async () => {
  form = { ...form, open: true };
  await opened({ for: 'declare' });
  expect(code()).toBe(`${location.origin}/declare`);
  expect(steps()[2]).toContain('回执号');
  expect(page.get('article').text()).not.toContain('随申办');
});

test('where nobody takes declarations there is nothing to print, and it is said who sets that', async () => {
  await opened({ for: 'declare' });
  expect(page.text()).toContain('city_declaration_url');
  expect(page.find('article').exists()).toBe(false);
  expect(page.findAll('button').map((one) => one.text())).not.toContain('打印');
});

test('the poster of reporting leads to the report of an address and says what can be told', async () => {
  await opened({ for: 'report', at: ' 明珠路88弄3号 ' });
  const link = new URL(code());
  expect([link.origin, link.pathname, [...link.searchParams]]).toEqual([location.origin, '/report', [['at', '明珠路88弄3号']]]);
  expect(page.get('article').text()).toContain('明珠路88弄3号');
  expect(page.get('article h2').text()).toBe('发现变动，扫码上报');
  expect(steps()).toEqual(['扫码，登录', '选一样：住进、搬走、来上班、离职、房屋情况', '看一遍，发送。最多点六下']);
});

test('a poster of reporting needs an address', async () => {
  await opened({ for: 'report', at: ' ' });
  expect(page.text()).toContain('群里用的链接');
  expect(page.find('article').exists()).toBe(false);
});

test('an address that is far too long still makes a code', async () => {
  await opened({ for: 'report', at: '弄'.repeat(300) });
  expect(new URL(code()).searchParams.get('at')).toHaveLength(200);
  expect(page.find('article svg path').exists()).toBe(true);
});

test('the button prints; in English the poster is English with a line of Chinese', async () => {
  const printed = vi.fn();
  vi.stubGlobal('print', printed);
  form = { ...form, city_url: city };
  await setLocale('en');
  await opened({ for: 'declare' });
  expect(page.get('article h2').text()).toBe('Renting or moving in? Please register yourself');
  expect(page.get('article [lang=zh-CN]').text()).toBe('租房、入住，请自主申报');
  await page.findAll('button').find((one) => one.text() === 'Print')?.trigger('click');
  expect(printed).toHaveBeenCalledOnce();
});
