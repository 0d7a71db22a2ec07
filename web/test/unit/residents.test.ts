import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { createMemoryHistory, createRouter } from 'vue-router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ProblemError } from '@/api/problem';
import type { Person, ReadingDelay, ResidentRequestLine, ResidentRequestView } from '@/api/types';
import QrCode from '@/components/data/QrCode.vue';
import { navigationFor } from '@/components/shell/navigation';
import { i18n } from '@/locales';
import NextSteps from '@/pages/home/NextSteps.vue';
import { dueMark, latestDelay } from '@/pages/residents/due';
import OwnAccess from '@/pages/residents/OwnAccess.vue';
import RequestsPage from '@/pages/residents/RequestsPage.vue';
import { routes } from '@/pages/routes';
import { useCodes } from '@/stores/codes';
import { useSession } from '@/stores/session';

interface Call {
  path: string;
  query?: unknown;
  body?: unknown;
  version?: number;
  key?: string;
}

const calls: Call[] = [];
let view: ResidentRequestView;
let counts = { open: 0, overdue: 0 };
let delays: ReadingDelay[] = [];
let refusal: ProblemError | null = null;

const day = (days: number) => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
const problem = (status: number, code: string, title: string) => new ProblemError({ type: 'about:blank', status, code, title });

function line(): ResidentRequestLine {
  const { id, kind, field, person_id, person_name, area_name, sent_at, due_on, state, overdue } = view;
  return { id, kind, field, person_id, person_name, area_name, sent_at, due_on, state, overdue, extended: false };
}

function read(path: string): unknown {
  if (path === '/api/resident-requests/counts') return counts;
  if (path === '/api/resident-requests') return { items: [line()] };
  if (path === '/api/resident-requests/{id}') return view;
  return { items: path.endsWith('/reading-delays') ? delays : [] };
}

function write(path: string, body: unknown): unknown {
  if (path.endsWith('/resident-code')) return { code: '7KQM-2XHW-RT4P', expires: '2026-12-12T02:00:00Z' };
  if (path.endsWith('/answer')) view = { ...view, version: view.version + 1, state: 'answered', overdue: false, answer: { ...(body as { outcome: 'accepted'; reasons: string }), at: '2026-11-28T02:00:00Z', office: '北城一居委专员' } };
  if (path.endsWith('/extend')) view = { ...view, version: view.version + 1, due_on: day(30), extension: { ...(body as { reason: string }), at: '2026-11-28T02:00:00Z' } };
  return view;
}

vi.mock('@/api/client', () => ({
  newKey: () => 'key',
  api: {
    get: (path: string, { query }: { query?: unknown } = {}) => {
      calls.push({ path, query });
      return Promise.resolve(read(path));
    },
    post: (path: string, { body, version, key }: Call) => {
      calls.push({ path, body, ...(version === undefined ? {} : { version }), ...(key === undefined ? {} : { key }) });
      return refusal ? Promise.reject(refusal) : Promise.resolve(write(path, body));
    },
    delete: (path: string) => {
      calls.push({ path });
      delays = delays.map((one) => ({ ...one, standing: false, ended_at: '2026-11-28T02:00:00Z' }));
      return Promise.resolve();
    },
  },
}));

let page: VueWrapper;

async function shown(component: object, path: string, rights: string[], props = {}): Promise<void> {
  const pinia = createPinia();
  setActivePinia(pinia);
  useSession().session = { posts: [], rights } as unknown as ReturnType<typeof useSession>['session'];
  useCodes().lists = { delay_reasons: [{ code: 'would_hinder_duty', zh: '告知将妨碍履行法定职责', en: '' }] };
  const router = createRouter({ history: createMemoryHistory(), routes });
  await router.push(path);
  page = mount(component, { attachTo: document.body, props, global: { plugins: [i18n, pinia, router], stubs: { teleport: true } } });
  await flushPromises();
}

async function press(name: string): Promise<void> {
  const button = page.findAll('button').find((one) => one.text() === name);
  if (!button) throw new Error(`no button ${name} among ${page.findAll('button').map((one) => one.text()).join()}`);
  await button.trigger('click');
  await flushPromises();
}

async function submit(form: string): Promise<void> {
  await page.get(form).trigger('submit');
  await flushPromises();
}

const person = { id: 51, name: '何文洁', state: 'current' } as Person;
const posted = (end: string) => calls.filter(({ path, body, key }) => path.endsWith(end) && (body !== undefined || key !== undefined));

beforeEach(() => {
  calls.length = 0;
  refusal = null;
  delays = [];
  counts = { open: 0, overdue: 0 };
  view = { id: 9, version: 3, kind: 'correction', field: 'phone', person_id: 51, person_name: '何文洁', area_name: '北城一居委', text: '电话换了\n请改', sent_at: '2026-11-20T02:00:00Z', due_on: day(2), state: 'open', overdue: false };
});
afterEach(() => {
  page?.unmount();
  vi.unstubAllGlobals();
});

test('the last day for an answer is told as near as it is', () => {
  const one = (due_on: string, state = 'open') => dueMark({ state, due_on }, '2026-11-28');
  expect(one('2026-11-25')).toEqual({ key: 'requests.overdueBy', days: 3, tone: 'bad' });
  expect(one('2026-11-28')).toEqual({ key: 'requests.dueToday', days: 0, tone: 'soon' });
  expect([one('2026-12-01')?.tone, one('2026-12-02')?.tone]).toEqual(['soon', 'calm']);
  expect(one('2026-11-25', 'answered')).toBeNull();
  expect(latestDelay('2026-11-28')).toBe('2027-02-26');
});

test('what waits is read first, those due soon marked; a filter asks the server', async () => {
  await shown(RequestsPage, '/resident-requests', ['request.handle', 'person.read']);
  expect(calls[0]).toEqual({ path: '/api/resident-requests', query: { state: 'open', kind: undefined, cursor: undefined, limit: 100 } });
  expect(page.get('tbody').text()).toContain('还有 2 天');
  await page.get('select').setValue('complaint');
  await flushPromises();
  expect(calls.at(-1)?.query).toMatchObject({ state: 'open', kind: 'complaint' });
  await press('全部');
  expect(calls.at(-1)?.query).toMatchObject({ state: undefined });
});

test('a request is answered once, with its version, in words; then it stands as answered in the list', async () => {
  await shown(RequestsPage, '/resident-requests?request=9', ['request.handle', 'person.read']);
  expect(page.get('article').text()).toContain('电话换了');
  expect(page.get('article a').attributes('href')).toBe('/persons/51');
  await page.get('article form [type=submit]').trigger('click');
  expect(page.get('article form > .wg-row [role=alert]').text()).toContain('理由');
  await page.get('input[value=partly]').setValue(true);
  await page.get('#field-reasons').setValue(' 已经改好 ');
  await submit('article form');
  expect(posted('/answer')).toEqual([{ path: '/api/resident-requests/{id}/answer', version: 3, key: 'key', body: { outcome: 'partly', reasons: '已经改好' } }]);
  expect(page.find('article form').exists()).toBe(false);
  expect(page.get('article').text()).toContain('部分同意');
  expect(page.get('.told').text()).toBe('已答复，居民看得到。');
  expect(page.get('tbody').text()).not.toContain('还有 2 天');
});

test('somebody else was quicker: what they did is shown, and what was typed is not sent over it', async () => {
  await shown(RequestsPage, '/resident-requests?request=9', ['request.handle']);
  await page.get('input[value=refused]').setValue(true);
  await page.get('#field-reasons').setValue('不同意');
  refusal = problem(412, 'version-changed', '已被修改');
  view = { ...view, version: 4, extension: { reason: '要查档', at: '2026-11-28T01:00:00Z' } };
  await submit('article form');
  expect(page.get('article [role=status]').text()).toBe('别人刚刚处理过，已经换成最新的内容。');
  expect(page.text()).toContain('要查档');
  expect(page.get<HTMLTextAreaElement>('#field-reasons').element.value).toBe('不同意');
  refusal = null;
  await submit('article form');
  expect(posted('/answer').at(-1)?.version).toBe(4);
});

test('the time is extended once, before it is over, with a reason', async () => {
  await shown(RequestsPage, '/resident-requests?request=9', ['request.handle']);
  await press('延长期限');
  await page.get('#field-reason').setValue('要查档案');
  await submit('[role=dialog] form');
  expect(posted('/extend')).toEqual([{ path: '/api/resident-requests/{id}/extend', version: 3, key: 'key', body: { reason: '要查档案' } }]);
  expect(page.findAll('button').map((one) => one.text())).not.toContain('延长期限');
  page.unmount();
  view = { ...view, extension: undefined, due_on: day(-1), overdue: true };
  await shown(RequestsPage, '/resident-requests?request=9', ['request.handle']);
  expect(page.text()).toContain('逾期 1 天');
  expect(page.findAll('button').map((one) => one.text())).not.toContain('延长期限');
});

test('a code is made after it was asked once, shown with the way to use it, and gone when closed', async () => {
  const printed = vi.fn();
  vi.stubGlobal('print', printed);
  await shown(OwnAccess, '/persons/51', ['resident.code'], { person });
  expect(page.text()).not.toContain('延迟告知');
  await press('交给本人登录码');
  expect(page.get('[role=dialog]').text()).toContain('请当面核对证件');
  expect(calls).toEqual([]);
  await submit('[role=dialog] form');
  expect(calls.map(({ path }) => path)).toEqual(['/api/persons/{id}/resident-code']);
  const slip = page.get('.wg-slip');
  expect(slip.get('.letters').text()).toBe('7KQM-2XHW-RT4P');
  for (const said of [`${location.origin}/my`, '2026-12-12', '只能用一次']) expect(slip.text()).toContain(said);
  expect(slip.text()).not.toContain('何文洁'); // whoever finds it learns nothing
  expect(page.getComponent(QrCode).props('text')).toBe(`${location.origin}/my#7KQM-2XHW-RT4P`);
  await press('打印');
  expect(printed).toHaveBeenCalledOnce();
  await press('关闭');
  expect(page.html()).not.toContain('7KQM');
  await press('交给本人登录码');
  expect(page.find('.wg-slip').exists()).toBe(false);
});

test('who may neither hand over codes nor delay sees nothing of it', async () => {
  await shown(OwnAccess, '/persons/51', ['person.read'], { person });
  expect(page.text()).toBe('');
  expect(calls).toEqual([]);
});

test('a delay that stands is shown with its end, and can only be ended', async () => {
  delays = [{ id: 2, reason: 'would_hinder_duty', from: '2026-11-01', until: '2026-12-20', standing: true }, { id: 1, reason: 'would_hinder_duty', from: '2026-05-01', until: '2026-06-01', standing: false }];
  await shown(OwnAccess, '/persons/51', ['reading.delay'], { person });
  expect(calls).toEqual([]); // looking at them is a look, too
  await press('延迟告知');
  expect(page.text()).toContain('延迟告知至 2026-12-20（告知将妨碍履行法定职责）');
  expect(page.text()).toContain('2026-05-01 至 2026-06-01');
  expect(page.findAll('button').map((one) => one.text())).toEqual(['提前结束']);
  await press('提前结束');
  await submit('[role=dialog] form');
  expect(calls.map(({ path }) => path)).toContain('/api/persons/{id}/reading-delays');
  expect(page.findAll('button').map((one) => one.text())).toContain('设定延迟告知');
});

test('the home page counts what waits and what is late, for those who answer', async () => {
  counts = { open: 3, overdue: 1 };
  await shown(NextSteps, '/', ['request.handle'], { overview: null });
  expect(page.get('a[href="/resident-requests"]').text()).toBe('居民申请 3 件待答复，其中 1 件逾期');
  page.unmount();
  counts = { open: 2, overdue: 0 };
  await shown(NextSteps, '/', ['request.handle'], { overview: null });
  expect(page.get('a[href="/resident-requests"]').text()).toBe('居民申请 2 件待答复');
  page.unmount();
  calls.length = 0;
  await shown(NextSteps, '/', ['person.search'], { overview: null });
  expect(calls).toEqual([]);
  expect(navigationFor(useSession()).bar.map(({ to }) => to)).not.toContain('/resident-requests');
});
