import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { createMemoryHistory, createRouter, type Router } from 'vue-router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { door, plan, planDoor, resident, task, visited } from './doorSamples';
import { modulesOf, readQr } from './qrReader';
import { ConnectionError, ProblemError } from '@/api/problem';
import type { Door, DoorPlan, Session } from '@/api/types';
import { today } from '@/components/data/time';
import { online } from '@/composables/useOnline';
import { i18n } from '@/locales';
import DoorPage from '@/pages/doors/DoorPage.vue';
import RefusalsPage from '@/pages/doors/RefusalsPage.vue';
import TodayPage from '@/pages/doors/TodayPage.vue';
import WalkListPage from '@/pages/doors/WalkListPage.vue';
import WalkSheetPage from '@/pages/doors/WalkSheetPage.vue';
import { routes } from '@/pages/routes';
import { useSession } from '@/stores/session';

interface Call {
  method: string;
  path: string;
  version?: number;
  key?: string;
  body?: Record<string, unknown>;
}

const calls: Call[] = [];
let answer: (call: Call) => unknown = () => undefined;
let keys = 0;
vi.mock('@/api/client', () => {
  const method = (name: string) => (path: string, given: Omit<Call, 'method' | 'path'> = {}) => {
    const call = { ...given, method: name, path };
    calls.push(call);
    return new Promise((resolve) => { resolve(answer(call)); });
  };
  return { newKey: () => `key ${(keys += 1)}`, api: { get: method('get'), post: method('post'), patch: method('patch') } };
});

let page: VueWrapper;
let router: Router;
let at: Door;
let day: DoorPlan;
let visitAnswer: () => unknown;

const conflict = () => new ProblemError({ type: 'about:blank', title: '别人刚刚修改过', status: 412, code: 'version-conflict' });

beforeEach(() => {
  sessionStorage.clear();
  setActivePinia(createPinia());
  useSession().session = { account: { id: 1 }, posts: [{ id: 3, role: 'coordinator', area_id: 10 }], acting_post_id: 3, rights: ['visit.do', 'task.read', 'daily_report.write'] } as unknown as Session;
  calls.length = 0;
  online.value = true;
  at = door();
  day = plan([planDoor(7), planDoor(8)]);
  visitAnswer = () => visited();
  answer = ({ path }) => {
    if (path === '/api/doors/{id}') return at;
    if (path.startsWith('/api/plans/today')) return day;
    if (path === '/api/visits') return visitAnswer();
    if (path === '/api/refusals') return { items: [task({ state: 'with_officer' })] };
    return { items: [] };
  };
});
afterEach(() => { page?.unmount(); });

async function open(component: object, path: string): Promise<void> {
  router = createRouter({ history: createMemoryHistory(), routes });
  await router.push(path);
  page = mount(component, { attachTo: document.body, global: { plugins: [i18n, router] } });
  await flushPromises();
}

const visits = () => calls.filter(({ path }) => path === '/api/visits');
const button = (text: string) => page.findAll('button').find((one) => one.text().includes(text));

async function press(text: string): Promise<void> {
  const found = button(text);
  if (!found) throw new Error(`no button ${text}`);
  await found.trigger('click');
  await flushPromises();
}

async function record(): Promise<void> {
  await page.get('form').trigger('submit');
  await flushPromises();
}

test('a door says why one is here, when somebody was in, and records everything as right in one press', async () => {
  await open(DoorPage, '/doors/7');
  expect(page.get('h1').text()).toContain('明珠路88弄3号201室');
  expect(page.text()).toContain('以前有人的时候：18–19 点');
  expect(page.get('form button[type=submit]').text()).toBe('都对，已核实（2 人）');
  await record();
  expect(visits()).toMatchObject([{ version: 4, key: expect.any(String) as string, body: { outcome: 'spoke_with', premises: { version: 5 } } }]);
  expect(page.get('h1').text()).toBe('已记下');
  expect(page.get('a.next').attributes('href')).toBe('/doors/8');
  expect(page.text()).toContain('1 / 2');
  expect(page.get('.receipt').text()).toContain('已核实 确认 3 项');
  expect(sessionStorage.length).toBe(0);
});

test('who moved out is one press; the button says what it will record', async () => {
  await open(DoorPage, '/doors/7');
  await page.findAll('.answer.gone')[0]?.trigger('click');
  expect(page.get('form button[type=submit]').text()).toBe('记下：搬离 1 人，其余 1 人仍在');
  await press('房东告知');
  await record();
  expect(visits()[0]?.body).toMatchObject({ residents: [{ answer: 'gone' }, { answer: 'here' }], evidence: [{ kind: 'landlord' }] });
});

test('what happens with an outcome is said before it is recorded, and a second press takes it back', async () => {
  await open(DoorPage, '/doors/7');
  await press('未能登记，转民警');
  expect(page.text()).toContain('不记在任何人名下');
  expect(page.get('form button[type=submit]').text()).toBe('记下：未能登记，转民警');
  await press('未能登记，转民警');
  expect(page.get('form button[type=submit]').text()).toContain('都对');
  expect(visits()).toEqual([]);
});

test('a door that was handed over has nothing to fill in but for who leads', async () => {
  at = door({ tasks: [task({ state: 'with_officer' })] });
  await open(DoorPage, '/doors/7');
  expect(page.text()).toContain('已转社区民警，下一次由民警带队上门');
  expect(page.find('form').exists()).toBe(false);
  page.unmount();
  useSession().session = { account: { id: 1 }, posts: [{ id: 3, role: 'community_officer', area_id: 10 }], acting_post_id: 3, rights: ['visit.do', 'visit.lead'] } as unknown as Session;
  await open(DoorPage, '/doors/7');
  expect(page.find('form').exists()).toBe(true);
});

test('a visit on a lost line is kept, and sent under the same key when the line is back', async () => {
  visitAnswer = () => { throw new ConnectionError(); };
  await open(DoorPage, '/doors/7');
  await record();
  expect(page.get('h1').text()).toBe('已存在本机');
  visitAnswer = () => visited();
  online.value = false;
  await flushPromises();
  online.value = true;
  await flushPromises();
  const sent = visits();
  expect(sent.length).toBe(2);
  expect([sent[1]?.key, sent[1]?.body]).toEqual([sent[0]?.key, sent[0]?.body]);
  expect(page.get('h1').text()).toBe('已记下');
  expect(sessionStorage.length).toBe(0);
});

test('somebody was there first: theirs beside mine, nothing lost; mine can follow or be left', async () => {
  visitAnswer = () => { throw conflict(); };
  await open(DoorPage, '/doors/7');
  await page.findAll('.answer.gone')[0]?.trigger('click');
  at = door({ version: 6, residents: [resident(1), resident(2, { confirmed_at: '2026-11-30' })], visits: [{ ...visited().visit, by: '第二网格协管员' }] });
  await record();
  expect(page.get('[role=alert] h2').text()).toBe('这一户刚才有人来过');
  expect(page.findAll('tbody tr').map((row) => row.text())).toEqual(['居民1没有变搬离', '居民2已确认仍在']);
  visitAnswer = () => visited();
  await press('仍要记下我填的');
  expect(visits().map(({ version }) => version)).toEqual([4, 6]);
  expect(visits()[1]?.body).toMatchObject({ residents: [{ answer: 'gone' }, { answer: 'here' }] });
  expect(page.get('h1').text()).toBe('已记下');
});

test('that nobody was met is not the same as that all are still here, although nothing in the register differs', async () => {
  visitAnswer = () => { throw conflict(); };
  await open(DoorPage, '/doors/7');
  at = door({ version: 6, visits: [{ ...visited().visit, outcome: 'not_at_home', by: '第二网格协管员' }] });
  await record();
  const told = page.get('[role=alert]').text();
  expect(told).toContain('无人在家');
  expect(told).toContain('我填的：已核实');
  expect(told).not.toContain('双方说的一样');
  await press('以对方为准');
});

test('a new person with the name of somebody at the door is asked about, and not held back', async () => {
  await open(DoorPage, '/doors/7');
  await press('还有人住');
  const name = document.querySelector<HTMLInputElement>('[role=dialog] input');
  if (!name) throw new Error('no field for the name');
  const type = async (text: string) => {
    name.value = text;
    name.dispatchEvent(new Event('input'));
    await flushPromises();
  };
  await type('居民9');
  expect(document.body.textContent).not.toContain('已在这一户');
  await type(' 居民1 ');
  expect(document.body.textContent).toContain('居民1 已在这一户');
});

test('today on a lost line: the doors that were read before stay, and are read again when the line is back', async () => {
  day = plan([planDoor(7), planDoor(8)], { day: today() });
  await open(TodayPage, '/today');
  page.unmount();
  const before = answer;
  answer = () => { throw new ConnectionError(); };
  online.value = false;
  await open(TodayPage, '/today');
  expect(page.get('.bottom a.next').attributes('href')).toBe('/doors/7');
  expect(page.text()).not.toContain('没有收到服务器的回答');
  answer = before;
  day = plan([planDoor(7, { state: 'done' }), planDoor(8)], { day: today() });
  online.value = true;
  await flushPromises();
  expect(page.get('.bottom a.next').attributes('href')).toBe('/doors/8');
});

test('left at theirs, what was typed is dropped', async () => {
  visitAnswer = () => { throw conflict(); };
  await open(DoorPage, '/doors/7');
  await record();
  await press('以对方为准');
  expect(visits().length).toBe(1);
  expect(page.get('form button[type=submit]').text()).toContain('都对');
  expect(sessionStorage.getItem('weige.draft.visits')).toBeNull();
});

test('differences are answered before the door is recorded', async () => {
  at = door({ findings: [{ id: 5, version: 1, kind: 'changed' }] });
  await open(DoorPage, '/doors/7');
  await record();
  expect(visits()).toEqual([]);
  expect(page.text()).toContain('请先回答这里的问题');
  await press('登记无误');
  await record();
  expect(visits()[0]?.body).toMatchObject({ findings: [{ finding_id: 5, verdict: 'refute' }] });
});

test('today: progress, the reason of each door, and the next one within reach', async () => {
  day = plan([planDoor(1, { state: 'done' }), planDoor(2, { required: true }), planDoor(3, { state: 'not_at_home' })]);
  await open(TodayPage, '/today');
  expect(page.get('.figure').text()).toBe('1 / 3');
  expect(page.findAll('.door').map((one) => one.get('.mark').text())).toEqual(['● 已走', '○ 未走', '◐ 不在家']);
  expect(page.findAll('.door')[1]?.text()).toContain('必走 14 个月没有确认');
  expect(page.get('a.next:not(.door)').text()).toBe('去下一户明珠路88弄2号');
  await press('不在家 1');
  expect(page.findAll('.door').length).toBe(1);
  expect(router.currentRoute.value.query.show).toBe('not_at_home');
});

test('today without a plan says why it is empty and makes one', async () => {
  day = plan([], { made_at: undefined });
  await open(TodayPage, '/today');
  expect(page.text()).toContain('今天的走访还没有排');
  day = plan([planDoor(1)]);
  await press('排出今天的走访');
  expect(calls.filter(({ method }) => method === 'post').map(({ path }) => path)).toEqual(['/api/plans/today']);
  expect(page.findAll('.door').length).toBe(1);
});

test('whoever has half a day says so: before the plan is made, and afterwards', async () => {
  const posted = () => calls.filter(({ method }) => method === 'post').map(({ body }) => body);
  day = plan([], { made_at: undefined });
  await open(TodayPage, '/today');
  await press('半天');
  expect(posted()).toEqual([]);
  day = plan([planDoor(1)], { minutes: 180 });
  await press('排出今天的走访');
  expect(posted()).toEqual([{ minutes: 180 }]);
  day = plan([planDoor(1), planDoor(2)], { minutes: 360 });
  await press('全天');
  expect(posted()).toEqual([{ minutes: 180 }, { minutes: 360 }]);
  expect(page.findAll('.door').length).toBe(2);
  await press('自定分钟');
  expect(posted().length).toBe(2);
  await page.get('.length input').setValue('240');
  await page.get('.length input').trigger('change');
  await press('确定');
  expect(posted()[2]).toEqual({ minutes: 240 });
});

test('the printed list has every door with a code that is read back, and names nobody', async () => {
  day = plan(Array.from({ length: 60 }, (_, at60) => planDoor(at60 + 1)));
  await open(WalkListPage, '/today/print');
  const rows = page.findAll('.wg-walk-list tbody tr');
  expect(rows.length).toBe(60);
  for (const [index, row] of rows.entries()) {
    const code = row.get('svg');
    expect(readQr(modulesOf(code.get('path').attributes('d') ?? '', code.attributes('viewBox') ?? ''))).toBe(`${location.origin}/doors/${index + 1}`);
    expect(row.text()).toContain(`7K${index + 1}`);
  }
  expect(rows[0]?.findAll('.boxes li').length).toBe(7);
});

test('what is printed at noon are the doors that are left, and the others when one asks for them', async () => {
  day = plan([planDoor(1, { state: 'done' }), planDoor(2, { state: 'not_at_home' }), planDoor(3)]);
  await open(WalkListPage, '/today/print');
  const printed = () => page.findAll('.wg-walk-list .number').map((one) => one.text());
  expect(printed()).toEqual(['2', '3']);
  expect(page.text()).toContain('共 2 户');
  await page.get('input[type=checkbox]').setValue(true);
  expect(printed()).toEqual(['1', '2', '3']);

  day = plan([planDoor(1, { state: 'done' })]);
  await open(WalkListPage, '/today/print');
  expect(page.find('.wg-walk-list').exists()).toBe(false);
  expect(page.text()).toContain('今天的门都已办结');
});

test('a filled sheet: boxes are ticked, a code leads to its line, and all are entered with the day of the sheet', async () => {
  await open(WalkSheetPage, '/today/sheet');
  await page.get('#field-code').setValue('7k8');
  await page.get('form').trigger('submit');
  await flushPromises();
  expect(page.get('#door-8').classes()).toContain('found');
  await page.get('#door-7').findAll('.box')[0]?.trigger('click');
  await page.get('#door-8').findAll('.box')[2]?.trigger('click');
  await press('录入打勾的 2 户');
  expect(visits().map(({ body }) => body?.outcome)).toEqual(['spoke_with', 'not_at_home']);
  expect(visits().every(({ body }) => typeof body?.on_paper === 'string' && body.at === undefined)).toBe(true);
  expect(page.text()).toContain('已录入 2 户');
});

test('the officer sees which doors to lead, and that it is the task that says so', async () => {
  await open(RefusalsPage, '/refusals');
  expect(page.findAll('.door').length).toBe(1);
  expect(page.get('.door').text()).toContain('没能登记上');
  expect(page.text()).toContain('不留在任何人名下');
});
