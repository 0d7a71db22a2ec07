import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createMemoryHistory, createRouter, type Router } from 'vue-router';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { ConnectionError, ProblemError } from '@/api/problem';
import type { ResidentReading, ResidentRecord, ResidentRequest } from '@/api/types';
import App from './RouterOnly.vue';
import { i18n, setLocale } from '@/locales';
import zh from '@/locales/zh-CN/my';
import { frame, pages } from '@/pages/my/pages';
import { newDraft, requestInput, standing } from '@/pages/my/request';
import { sitting, stirred } from '@/pages/my/sitting';
import { codeOfHash, plain } from '@/pages/my/typed';
import { byDay } from '@/pages/my/words';
import { routes } from '@/pages/routes';

interface Call {
  path: string;
  body?: unknown;
  key?: string;
}

const minute = 60_000; // ms
const sent: Call[] = [];
let signedIn = true;
let phoneCodes = false;
let fault: unknown = null;
let requests: ResidentRequest[] = [];
let readings: ResidentReading[] = [];
let keys = 0;

const problem = (status: number, code: string, title: string) => new ProblemError({ type: 'about:blank', status, code, title });
const code = (zhText: string) => ({ code: 'x', zh: zhText, en: `en ${zhText}` });
const confirmed = { on: '2026-10-02', how: code('上门'), office: '北城一居委专员' };
const record: ResidentRecord = {
  name: '何文洁',
  document_type: code('居民身份证'),
  document_number: '310***********0012',
  phone: '199****4412',
  confirmed: { '*': confirmed, phone: { on: '2026-11-01', how: code('电话') } },
  residences: [{ address: '明珠路88弄3号201室', from: '2024-03-01', kind: code('主要住处'), state: code('在住'), confirmed }, { address: '徐盈路5号', from: '2020-01-01', to: '2024-02-29', kind: code('主要住处'), state: code('已注销'), confirmed }],
  employments: [],
};

function answerOf(path: string): unknown {
  if (path === '/api/resident/sign-in-ways') return { town: '上海市青浦区徐泾镇', phone_codes: phoneCodes };
  if (path === '/api/resident/record') return record;
  if (path === '/api/resident/readings') return { items: readings };
  if (path === '/api/resident/requests') return { items: requests };
  if (path === '/api/resident/copy') return { town: '徐泾镇', made_at: '2026-11-28T02:00:00Z', record, readings, readings_complete: true, requests };
  return { items: [], idle_end: '', absolute_end: '' };
}

function answered(path: string): Promise<unknown> {
  if (fault) return Promise.reject(fault);
  if (!signedIn && path !== '/api/resident/sign-in-ways') return Promise.reject(problem(401, 'not-signed-in', '尚未登录'));
  return Promise.resolve(answerOf(path));
}

vi.mock('@/api/client', () => ({
  newKey: () => `key ${(keys += 1)}`,
  api: {
    get: (path: string) => {
      sent.push({ path });
      return answered(path);
    },
    post: (path: string, { body, key }: { body?: unknown; key?: string }) => {
      sent.push({ path, body, ...(key ? { key } : {}) });
      if (fault) return Promise.reject(fault);
      if (path === '/api/resident/sessions') signedIn = true;
      if (path === '/api/resident/codes') return Promise.resolve({ valid_minutes: 10 });
      if (path !== '/api/resident/requests') return Promise.resolve({});
      const made = { id: 7, sent_at: '2026-11-28T02:00:00Z', due_on: '2026-12-21', state: 'open', overdue: false, ...(body as { kind: 'correction'; text: string }) } as const;
      requests = [made, ...requests];
      return Promise.resolve(made);
    },
    delete: (path: string) => {
      sent.push({ path });
      signedIn = false;
      return Promise.resolve();
    },
  },
}));

let page: VueWrapper;
let router: Router;

async function opened(path: string): Promise<void> {
  router = createRouter({ history: createMemoryHistory(), routes });
  await router.push(path);
  page = mount(App, { attachTo: document.body, global: { plugins: [i18n, router] } });
  await settled();
}

async function settled(): Promise<void> {
  await flushPromises();
  await vi.dynamicImportSettled();
  await flushPromises();
}

async function go(to: string): Promise<void> {
  await router.push(to);
  await settled();
}

async function fill(fields: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(fields)) await page.get(`#field-${name}`).setValue(text);
}

async function send(): Promise<void> {
  await page.get('form').trigger('submit');
  await settled();
}

async function press(name: string): Promise<void> {
  await page.findAll('button').find((one) => one.text() === name)?.trigger('click');
  await settled();
}

const h1 = () => page.get('h1').text();
const posted = (path: string) => sent.filter((one) => one.path === path && one.body !== undefined);

// What is fetched with the first page would otherwise count against its test.
beforeAll(async () => { await Promise.all([frame(), ...Object.values(pages).map((load) => load())]); }, 60_000);

beforeEach(() => {
  sent.length = 0;
  signedIn = true;
  phoneCodes = false;
  fault = null;
  requests = [];
  readings = [];
  Object.assign(sitting, { state: 'unknown', record: null, draft: newDraft(), code: '', sent: null });
});
afterEach(async () => {
  page?.unmount();
  vi.useRealTimers();
  await setLocale('zh-CN');
});

test('the residents’ pages need no account, and none of them is for staff', () => {
  const own = routes.find(({ path }) => path === '/my');
  expect(own?.meta).toEqual({ open: true });
  expect(own?.children?.every(({ meta }) => meta?.anyOf === undefined)).toBe(true);
});

test('numbers and codes are sent as typed on any keyboard', () => {
  expect([plain(' ３１０１ 18x '), plain('7kqm-2xhw-rt4p')]).toEqual(['310118X', '7KQM-2XHW-RT4P']);
  expect([codeOfHash('#7kqm-2xhw-rt4p'), codeOfHash('#committees'), codeOfHash('')]).toEqual(['7KQM-2XHW-RT4P', '', '']);
});

test('nobody signed in: the sign-in stands there, without a phone where the town sends none', async () => {
  signedIn = false;
  await opened('/my/record');
  expect(h1()).toBe(zh.my.signIn.title);
  expect(page.text()).toContain('上海市青浦区徐泾镇实有人口登记');
  expect(page.find('[type=radio]').exists()).toBe(false);
  expect(page.text()).not.toContain(zh.my.signIn.ended); // nothing has ended
  await fill({ document_number: '310118 19600101001x', code: '7kqm2xhwrt4p' });
  await send();
  expect(posted('/api/resident/sessions')[0]?.body).toEqual({ document_number: '31011819600101001X', code: '7KQM2XHWRT4P' });
  expect(h1()).toBe(zh.my.home.record); // where one wanted to go
});

test('a wrong code is told, and what was typed stays', async () => {
  signedIn = false;
  await opened('/my');
  await fill({ document_number: '310', code: 'AAAA' });
  fault = problem(401, 'resident-sign-in-failed', '证件号码或登录码不正确');
  await send();
  expect(page.get('.summary').text()).toContain('证件号码或登录码不正确');
  expect(page.get<HTMLInputElement>('#field-code').element.value).toBe('AAAA');
  expect(h1()).toBe(zh.my.signIn.title);
});

test('a slip that is scanned fills in its code, ends the sitting that is there and leaves the address bar', async () => {
  await opened('/my#7KQM-2XHW-RT4P');
  expect(sent.map(({ path }) => path)).toContain('/api/resident/session');
  expect(h1()).toBe(zh.my.signIn.title);
  expect(page.get<HTMLInputElement>('#field-code').element.value).toBe('7KQM-2XHW-RT4P');
  expect(router.currentRoute.value.fullPath).toBe('/my');
});

test('a code to the phone: the same words whoever asked, then the digits', async () => {
  signedIn = false;
  phoneCodes = true;
  await opened('/my');
  await page.get('input[value=phone]').setValue(true);
  await settled();
  expect(page.find('#field-code').exists()).toBe(false);
  await fill({ name: ' 何文洁 ', document_number: '310' });
  await send();
  expect(posted('/api/resident/codes')[0]?.body).toEqual({ name: '何文洁', document_number: '310' });
  expect(page.text()).toContain('如果姓名和证件号码相符，并且登记了手机，验证码已经发出，10 分钟内有效。');
  await fill({ code: '03918264' });
  await send();
  expect(posted('/api/resident/sessions')[0]?.body).toEqual({ document_number: '310', code: '03918264' });
  expect(h1()).toBe(zh.my.home.title);
});

test('the record says each thing with who confirmed it, what is not registered, and leads to a correction', async () => {
  await opened('/my/record');
  const facts = page.findAll('dl .fact').map((one) => one.text());
  expect(facts.find((one) => one.startsWith('姓名'))).toContain('2026-10-02 确认，上门，北城一居委专员');
  expect(facts.find((one) => one.startsWith('电话'))).toMatch(/199\*\*\*\*4412.*2026-11-01 确认，电话/);
  expect(facts.find((one) => one.startsWith('户籍地'))).toContain('没有登记');
  expect(page.text()).toContain('2024-03-01 起 · 主要住处 · 在住');
  expect(page.text()).toContain('2020-01-01 至 2024-02-29');
  expect(page.text()).toContain(zh.my.record.noEmployment);
  expect(page.get('[aria-label="不对，要求更正：电话"]').attributes('href')).toBe('/my/requests/new?kind=correction&field=phone');
});

const look = (at: string, more: Partial<ResidentReading> = {}): ResidentReading => ({ at, by: 'office', office: '社区民警', act: code('查看登记'), listed: false, ...more });
const purpose = { code: 'door_check', zh: '上门核查', en: 'door check', zh_basis: '第三十四条', en_basis: 'article 34' };

test('looks stand under the town’s days', () => {
  const days = byDay([look('2026-11-27T16:30:00Z'), look('2026-11-27T15:30:00Z'), look('2026-11-27T00:30:00Z')]);
  expect(days.map(({ day, readings: looks }) => [day, looks.length])).toEqual([['2026-11-28', 1], ['2026-11-27', 2]]);
});

test('who looked, what for and by which rule; one’s own visits on demand; a delay says why', async () => {
  const delayed = { reason: code('告知将妨碍履行法定职责'), zh_basis: '第三十五条', en_basis: 'article 35', until: '2026-11-20' };
  readings = [look('2026-11-28T02:00:00Z', { by: 'resident', office: undefined, act: code('您本人查看登记') }), look('2026-11-27T02:05:00Z', { purpose }), look('2026-09-01T02:00:00Z', { office: '派出所', delayed, listed: true })];
  await opened('/my/readings');
  expect(page.findAll('.look')).toHaveLength(2);
  expect(page.findAll('h2').map((one) => one.text())).toEqual(['2026年11月27日星期五', '2026年9月1日星期二']);
  const [first, second] = page.findAll('.look').map((one) => one.text());
  for (const said of ['10:05', '社区民警', '查看登记', '用途：上门核查', '依据：第三十四条']) expect(first).toContain(said);
  for (const said of ['依法推迟到 2026-11-20 之后才告诉您', '告知将妨碍履行法定职责', '依据：第三十五条', '名单']) expect(second).toContain(said);
  await press('全部');
  expect(page.findAll('.look')).toHaveLength(3);
  expect(page.get('.look').text()).toMatch(/^10:00\s+您本人查看登记$/);
});

test('what is sent names a field where it has to, and none for a suggestion', () => {
  expect(requestInput({ kind: '', field: '', text: 'x' })).toBeNull();
  expect(requestInput({ kind: 'correction', field: '', text: 'x' })).toBeNull();
  expect(requestInput({ kind: 'correction', field: 'phone', text: ' ' })).toBeNull();
  expect(requestInput({ kind: 'correction', field: 'phone', text: ' 199 ' })).toEqual({ kind: 'correction', field: 'phone', text: '199' });
  expect(requestInput({ kind: 'suggestion', field: 'phone', text: 'x' })).toEqual({ kind: 'suggestion', text: 'x' });
  expect(requestInput({ kind: 'complaint', field: '', text: 'x' })).toEqual({ kind: 'complaint', text: 'x' });
});

test('what stands there now is shown beside what should', () => {
  const worded = (one: { zh: string }) => one.zh;
  expect(standing(record, 'document', worded)).toBe('居民身份证\n310***********0012');
  expect(standing(record, 'residence', worded)).toBe('明珠路88弄3号201室'); // not where one lived before
  expect([standing(record, 'sex', worded), standing(record, 'other', worded), standing(record, '', worded)]).toEqual(['', '', '']);
});

test('a correction: from the field to its due day', async () => {
  await opened('/my/record');
  await go('/my/requests/new?kind=correction&field=phone');
  expect(router.currentRoute.value.fullPath).toBe('/my/requests/new');
  expect(page.text()).toContain('现在登记的是199****4412');
  expect(page.get('label[for=field-text]').text()).toContain('应该是什么');
  await fill({ text: '19900001234' });
  await send();
  expect(posted('/api/resident/requests')).toEqual([{ path: '/api/resident/requests', key: expect.any(String), body: { kind: 'correction', field: 'phone', text: '19900001234' } }]);
  expect(h1()).toBe(zh.my.home.requests);
  expect(page.get('[role=status]').text()).toBe('已收到。最迟 2026-12-21 答复，答复写在这里。');
  expect(page.get('article').text()).toContain('等待答复，最迟 2026-12-21');
  expect(sitting.draft).toEqual(newDraft());
});

test('a lost answer makes no second request', async () => {
  await opened('/my/requests/new?kind=suggestion');
  await fill({ text: '少打几次电话' });
  fault = new ConnectionError();
  await send();
  fault = null;
  await send();
  expect(new Set(posted('/api/resident/requests').map(({ key }) => key)).size).toBe(1);
});

test('an answer stands with its reasons; one that is late says so', async () => {
  const base = { sent_at: '2026-11-02T02:00:00Z', due_on: '2026-11-23', text: '写错了' };
  requests = [
    { ...base, id: 2, kind: 'erasure', field: 'employment', state: 'open', overdue: true },
    { ...base, id: 1, kind: 'correction', field: 'name', state: 'answered', overdue: false, extension: { reason: '要查档', at: '2026-11-10T02:00:00Z' }, answer: { outcome: 'partly', reasons: '已改正姓名', at: '2026-11-20T02:00:00Z', office: '镇人口办' } },
  ];
  await opened('/my/requests');
  const [late, done] = page.findAll('article').map((one) => one.text());
  expect(late).toContain('应在 2026-11-23 前答复，已经过期');
  for (const said of ['要求更正 · 姓名', '部分同意', '2026-11-20 答复', '镇人口办的答复', '已改正姓名', '要查档']) expect(done).toContain(said);
});

test('a sitting that is over takes the record off the screen, says so kindly and keeps what was typed for the same person only', async () => {
  signedIn = false;
  await opened('/my');
  await fill({ document_number: '310A', code: 'C1' });
  await send();
  await go('/my/requests/new?kind=suggestion');
  await fill({ text: '早点开门' });
  stirred(Date.now() + 16 * minute);
  await settled();
  expect(page.get('.wg-tell').text()).toBe(zh.my.signIn.ended);
  expect(page.text()).not.toContain('早点开门');
  await fill({ document_number: '310a', code: 'C2' });
  await send();
  expect(page.get<HTMLTextAreaElement>('#field-text').element.value).toBe('早点开门');
  stirred(Date.now() + 16 * minute);
  await settled();
  await fill({ document_number: '310B', code: 'C3' });
  await send();
  expect(page.find('#field-text').exists()).toBe(false);
});

test('an idle page ends by itself; whoever writes slowly is kept in', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  await opened('/my');
  const asked = () => sent.filter(({ path }) => path === '/api/resident/session').length;
  const before = asked();
  vi.setSystemTime(Date.now() + 6 * minute);
  document.dispatchEvent(new Event('keydown'));
  document.dispatchEvent(new Event('keydown'));
  expect(asked()).toBe(before + 1);
  await settled();
  vi.advanceTimersByTime(14 * minute);
  expect(sitting.state).toBe('in');
  vi.advanceTimersByTime(2 * minute);
  expect(sitting.state).toBe('ended');
});

test('the server’s word that it is over counts at once', async () => {
  await opened('/my');
  signedIn = false;
  await go('/my/record');
  expect(page.get('.wg-tell').text()).toBe(zh.my.signIn.ended);
  expect(page.text()).not.toContain('何文洁');
});

test('one signs out, and nothing is left', async () => {
  await opened('/my/record');
  expect(sitting.record?.name).toBe('何文洁');
  await press('退出');
  expect([sitting.state, sitting.record]).toEqual(['left', null]);
  expect(page.get('.wg-tell').text()).toBe(zh.my.signIn.left);
  expect(JSON.stringify([{ ...sessionStorage }, { ...localStorage }])).not.toContain('何文洁');
});

test('a server that is not reached is no sign-out', async () => {
  fault = new ConnectionError();
  await opened('/my');
  expect(page.get('[role=alert]').text()).toContain('没有收到服务器的回答');
  fault = null;
  await press('重试');
  expect(h1()).toBe(zh.my.home.title);
});

test('the copy is fetched when it is asked for, once, and is both file and sheet', async () => {
  const printed = vi.fn();
  vi.stubGlobal('print', printed);
  const saved: Blob[] = [];
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: (blob: Blob) => { saved.push(blob); return 'blob:x'; }, revokeObjectURL: () => undefined }));
  await opened('/my/copy');
  expect(sent.map(({ path }) => path)).not.toContain('/api/resident/copy');
  await press(zh.my.copy.print);
  expect(printed).toHaveBeenCalledOnce();
  expect(page.get('article').text()).toContain('何文洁的登记资料');
  expect(page.findAll('article a')).toEqual([]); // nothing to press on paper
  await press(zh.my.copy.save);
  vi.unstubAllGlobals();
  expect(sent.filter(({ path }) => path === '/api/resident/copy')).toHaveLength(1);
  expect(JSON.parse(await (saved[0]?.text() ?? 'null'))).toMatchObject({ town: '徐泾镇', record: { name: '何文洁' } });
});

test('in English the codes of the record are English, too', async () => {
  await setLocale('en');
  await opened('/my/record');
  expect(page.text()).toContain('en 居民身份证');
  expect(page.text()).toContain('confirmed 2026-10-02, en 上门');
});
