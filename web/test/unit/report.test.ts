import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createMemoryHistory, createRouter } from 'vue-router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ConnectionError, ProblemError } from '@/api/problem';
import type { ReportReading } from '@/api/types';
import { i18n } from '@/locales';
import en from '@/locales/en/report';
import zh from '@/locales/zh-CN/report';
import ReportLinkDialog from '@/pages/rosters/ReportLinkDialog.vue';
import ReportPage from '@/pages/rosters/ReportPage.vue';
import { anotherReport, isUnderstood, newReport, reportInput, reportKinds, takenFrom } from '@/pages/rosters/reportForm';

interface Call {
  path: string;
  key?: string;
  body?: unknown;
}

const calls: Call[] = [];
let answer: (call: Call) => unknown = () => undefined;
let keys = 0;
vi.mock('@/api/client', () => ({
  newKey: () => `key ${(keys += 1)}`,
  api: {
    post: (path: string, { key, body }: { key?: string; body?: unknown }) => {
      const call = { path, ...(key === undefined ? {} : { key }), body };
      calls.push(call);
      return new Promise((resolve) => { resolve(answer(call)); });
    },
  },
}));

let page: VueWrapper;

function routerAt() {
  const nothing = { template: '<div />' };
  return createRouter({ history: createMemoryHistory(), routes: [{ path: '/report', name: 'report', component: nothing }, { path: '/posters', name: 'posters', component: nothing }, { path: '/rosters', component: nothing }, { path: '/', component: nothing }] });
}

/** The page as a link opens it. */
async function opened(query: Record<string, string> = {}): Promise<void> {
  const router = routerAt();
  await router.push({ path: '/report', query });
  page = mount(ReportPage, { attachTo: document.body, global: { plugins: [i18n, router] } });
}

function value(name: string): string {
  return page.get<HTMLInputElement>(`#field-${name}`).element.value;
}

function chosen(): string | undefined {
  return page.findAll<HTMLInputElement>('[name=kind]').find(({ element }) => element.checked)?.element.value;
}

async function say(line: string): Promise<void> {
  await page.get('#field-line').setValue(line);
  await page.findAll('form')[0]?.trigger('submit');
  await flushPromises();
}

async function send(): Promise<void> {
  await page.findAll('form')[1]?.trigger('submit');
  await flushPromises();
}

const sendings = () => calls.filter(({ path }) => path === '/api/reports');
const at = '明珠路88弄3号';

beforeEach(() => {
  sessionStorage.clear();
  calls.length = 0;
  answer = () => ({ id: 7 });
});
afterEach(() => {
  page?.unmount();
  vi.unstubAllGlobals();
});

test('a report needs a kind and a place; the room stands behind the place, what is empty is not sent', () => {
  const draft = { ...newReport(at, null), room: ' 201室 ', name: ' ', note: ' 有两家人 ' };
  expect(reportInput(draft)).toBeNull();
  expect(reportInput({ ...draft, kind: 'moved_in', place: ' ' })).toBeNull();
  expect(reportInput({ ...draft, kind: 'moved_in' })).toEqual({ kind: 'moved_in', place: `${at}201室`, note: '有两家人' });
});

const reading: ReportReading = { kind: 'moved_in', place: `${at}201室`, name: '何文洁', phone: '', note: '带一个孩子' };

test('from a line comes what it says; what it does not say stays', () => {
  expect(takenFrom(reading, at)).toEqual({ kind: 'moved_in', place: at, room: '201室', name: '何文洁', note: '带一个孩子' });
  expect(takenFrom({ ...reading, place: '徐盈路5号' }, at)).toMatchObject({ place: '徐盈路5号', room: '' });
  expect(takenFrom({ place: at, name: '', phone: '', note: '' }, at)).toEqual({});
  expect([isUnderstood(reading, at), isUnderstood({ place: at, name: '', phone: '', note: '不知道' }, at)]).toEqual([true, false]);
});

test('the next report keeps place and kind and nothing of anybody', () => {
  const draft = { line: '话', kind: 'moved_out' as const, place: at, room: '201室', name: '何文洁', phone: '19900004412', note: '有' };
  expect(anotherReport(draft)).toEqual({ ...newReport(at, 'moved_out'), room: '201室' });
});

test('every kind of report has its words', () => {
  for (const { report } of [zh, en]) expect(Object.keys(report.kinds).sort()).toEqual([...reportKinds].sort());
});

test('a link brings the place and the kind; a kind that is none is left open', async () => {
  await opened({ at, kind: 'moved_out' });
  expect([value('place'), chosen()]).toEqual([at, 'moved_out']);
  expect(page.text()).toContain(zh.report.keep);
  page.unmount();
  await opened({ kind: 'suspicious' });
  expect([value('place'), chosen(), page.find('#field-room').exists()]).toEqual(['', undefined, false]);
  await page.get('#field-place').setValue(at);
  await send();
  expect(calls).toEqual([]);
});

test('a line fills the form, to be looked over; it is read with the place of the link, and nothing is sent by it', async () => {
  await opened({ at });
  await page.get('#field-phone').setValue('19900004412');
  answer = () => reading;
  await say(' 201室住进何文洁，带一个孩子 ');
  expect(calls).toEqual([{ path: '/api/reports/reading', body: { line: '201室住进何文洁，带一个孩子', at } }]);
  expect([chosen(), ...['place', 'room', 'name', 'phone', 'note'].map(value)]).toEqual(['moved_in', at, '201室', '何文洁', '19900004412', '带一个孩子']);
  expect(page.get('[role=status]').text()).toContain(`住进、${at}201室、何文洁`);
  answer = () => ({ place: at, name: '', phone: '', note: '哎' });
  await say('哎');
  expect(page.get('[role=status]').text()).toBe(zh.report.notRead);
  expect([chosen(), value('name'), value('note')]).toEqual(['moved_in', '何文洁', '哎']);
});

test('while something is wanting it is said what', async () => {
  await opened();
  const form = page.findAll('form')[1];
  await form?.get('button').trigger('click');
  expect(form?.get('[role=alert]').text()).toBe('还需填写：什么事、地址');
  await send();
  expect(calls).toEqual([]);
});

test('what was sent is received, said as it was sent, and the next is of the same place and kind', async () => {
  await opened({ at, kind: 'moved_in' });
  await page.get('#field-room').setValue('201室');
  await page.get('#field-name').setValue('何文洁');
  await send();
  const body = { kind: 'moved_in', place: `${at}201室`, name: '何文洁' };
  expect(sendings()).toEqual([{ path: '/api/reports', key: expect.any(String), body }]);
  const receipt = page.get('[aria-live=polite]');
  const kept = Object.values({ ...sessionStorage }).join();
  expect(kept).not.toMatch(/201室|何文洁/); // the link opened anew begins anew
  expect(document.activeElement?.textContent).toBe('已收到');
  expect(receipt.findAll('dd').map((one) => one.text())).toEqual(['住进', `${at}201室`, '何文洁']);
  expect(receipt.get('a').attributes('href')).toBe('/rosters');
  await receipt.get('button').trigger('click');
  expect([chosen(), ...['line', 'place', 'room', 'name'].map(value)]).toEqual(['moved_in', '', at, '201室', '']);
  await send();
  expect(sendings()[1]?.body).toEqual({ kind: 'moved_in', place: `${at}201室` });
  expect(sendings()[1]?.key).not.toBe(sendings()[0]?.key);
});

test('what the server finds wrong stands at its field; nothing that was typed is lost', async () => {
  await opened({ kind: 'left_work' });
  await page.get('#field-place').setValue('老王家');
  await page.get('#field-note').setValue('上周五走的');
  answer = () => {
    throw new ProblemError({ type: 'about:blank', title: '有 2 处需要修改', status: 422, code: 'invalid-fields', errors: [{ code: 'address-unknown', place: 'place', title: '看不懂这个地址' }, { code: 'bad-choice', place: 'kind', title: '没有这一项' }] });
  };
  await send();
  expect(page.get('#field-place-error').text()).toBe('看不懂这个地址');
  expect(page.get('#field-place').attributes()).toMatchObject({ 'aria-invalid': 'true', 'aria-describedby': 'field-place-hint field-place-error' });
  expect(page.get('#field-kind-error').text()).toBe('没有这一项');
  expect([chosen(), value('place'), value('note')]).toEqual(['left_work', '老王家', '上周五走的']);
});

test('a lost answer makes no second report: sent again, it has the same key, also after a reload what was typed is there', async () => {
  await opened({ at, kind: 'moved_in' });
  answer = () => { throw new ConnectionError(); };
  await send();
  await send();
  expect(new Set(sendings().map(({ key }) => key)).size).toBe(1);
  await page.get('#field-name').setValue('何文洁');
  await flushPromises();
  page.unmount();
  await opened({ at, kind: 'moved_in' });
  expect(value('name')).toBe('何文洁');
});

test('of work, the place is where somebody works', async () => {
  await opened({ at });
  expect(page.find('#field-place-hint').exists()).toBe(false);
  await page.get('[value=starts_work]').setValue(true);
  expect(page.get('#field-place-hint').text()).toBe(zh.report.workplace);
});

test.each([[true, zh.report.copied], [false, zh.report.notCopied]])('the link for a group holds the address and nothing else (a page may copy: %s)', async (mayCopy, told) => {
  const copied: string[] = [];
  vi.stubGlobal('navigator', mayCopy ? { clipboard: { writeText: (text: string) => { copied.push(text); return Promise.resolve(); } } } : {});
  page = mount(ReportLinkDialog, { attachTo: document.body, global: { plugins: [i18n, routerAt()], stubs: { teleport: true } } });
  await flushPromises();
  await page.get('#field-at').setValue(' 明珠路88弄3号 ');
  await page.get('form').trigger('submit');
  await flushPromises();
  const link = new URL(page.get('.link').text());
  expect([link.pathname, [...link.searchParams]]).toEqual(['/report', [['at', at]]]);
  expect(copied).toEqual(mayCopy ? [link.href] : []);
  expect(page.get('[role=status]').text()).toBe(told);
});

test('the link is there to scan, too, and leads on to a poster of the address', async () => {
  const router = routerAt();
  page = mount(ReportLinkDialog, { attachTo: document.body, global: { plugins: [i18n, router], stubs: { teleport: true } } });
  await flushPromises();
  expect(page.find('svg[role=img]').exists()).toBe(false);
  await page.get('#field-at').setValue(at);
  await vi.dynamicImportSettled();
  await flushPromises();
  expect(page.get('svg[role=img]').attributes('aria-label')).toBe(`二维码：${at}`);
  expect(page.findComponent({ name: 'QrCode' }).props('text')).toBe(page.get('.link').text());
  await page.findAll('button').find((one) => one.text() === '打印海报')?.trigger('click');
  await flushPromises();
  expect(router.currentRoute.value.fullPath).toBe(router.resolve({ name: 'posters', query: { for: 'report', at } }).fullPath);
  expect(page.emitted('closed')).toHaveLength(1);
});
