import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { createMemoryHistory, createRouter } from 'vue-router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ProblemError } from '@/api/problem';
import type { Roster, RosterRule } from '@/api/types';
import { i18n } from '@/locales';
import RosterPage from '@/pages/rosters/RosterPage.vue';
import RosterRulesDialog from '@/pages/rosters/RosterRulesDialog.vue';
import RostersPage from '@/pages/rosters/RostersPage.vue';
import { routes } from '@/pages/routes';
import { useSession } from '@/stores/session';

let rules: RosterRule[] = [];
let roster: Roster;
let refusal: ProblemError | null = null;
const asked: string[] = [];
const ended: number[] = [];

function answerOf(path: string): unknown {
  if (path === '/api/roster-rules') return { items: rules };
  return path === '/api/rosters/{id}' ? roster : { items: [] };
}

vi.mock('@/api/client', () => ({
  newKey: () => 'key',
  api: {
    get: (path: string) => {
      asked.push(path);
      return Promise.resolve(answerOf(path));
    },
    delete: (_: string, { path: { id } }: { path: { id: number } }) => {
      if (refusal) return Promise.reject(refusal);
      ended.push(id);
      rules = rules.filter((one) => one.id !== id);
      roster = { ...roster, rule: undefined };
      return Promise.resolve();
    },
  },
}));

const guard: RosterRule = { id: 4, sender: '明珠苑门卫', kinds: ['changed', 'fills_gap'], confirm_same: true, set_by: '村居文书', set_at: '2026-11-27T17:00:00Z' };
const estate: RosterRule = { ...guard, id: 5, sender: '明珠苑物业', kinds: [] };
const done = { by_rule: true, applied: 120, left: 3, confirmed: 900, held: 0, undone: false };

let page: VueWrapper;

async function shown(component: object, path: string, rights: string[]): Promise<void> {
  const pinia = createPinia();
  setActivePinia(pinia);
  useSession().session = { posts: [], rights } as unknown as ReturnType<typeof useSession>['session'];
  const router = createRouter({ history: createMemoryHistory(), routes });
  await router.push(path);
  page = mount(component, { attachTo: document.body, global: { plugins: [i18n, pinia, router], stubs: { teleport: true } } });
  await flushPromises();
}

const decider = ['roster.hand_in', 'finding.decide', 'change.undo'];
const showRoster = () => shown(RosterPage, '/rosters/7', decider);
const showRosters = (rights = decider) => shown(RostersPage, '/rosters', rights);
const buttons = () => page.findAll('button').map((one) => one.text());
const senders = () => page.findAll('[role=dialog] tbody tr').map((row) => row.get('td').text());

async function press(name: string): Promise<void> {
  const button = page.findAll('button').find((one) => one.attributes('aria-label') === name || one.text() === name);
  if (!button) throw new Error(`no button ${name} among ${buttons().join()}`);
  await button.trigger('click');
  await flushPromises();
}

/** The act of the dialog that asks. */
async function confirm(): Promise<void> {
  await page.get('[role=dialog] form').trigger('submit');
  await flushPromises();
}

beforeEach(() => {
  rules = [guard, estate];
  roster = { id: 7, own: false, decides: true, source: '住户名单', file_name: 'a.csv', scope: { kind: 'area', id: 1, name: '本居' }, complete: false, reference_date: '2026-11-28', rows: 1023, answered: true, answers: { taken: 1023 }, compared: true, outcomes: { same: 900, fills_gap: 123 }, created_at: '2026-11-28T02:00:00Z' };
  refusal = null;
  asked.length = 0;
  ended.length = 0;
});
afterEach(() => { page?.unmount(); });

test('the dialog lists whose lists are applied by rule, what is done, who set it and since when', async () => {
  await shown(RosterRulesDialog, '/rosters', decider);
  expect(senders()).toEqual(['明珠苑门卫', '明珠苑物业']);
  const [first] = page.findAll('[role=dialog] tbody tr');
  for (const said of ['确认相同、补全、有变更', '村居文书', '2026-11-28']) expect(first?.text()).toContain(said);
});

test('a rule is ended after it was asked once, and its row goes', async () => {
  await shown(RosterRulesDialog, '/rosters', decider);
  await press('停止自动办理：明珠苑门卫');
  expect(ended).toEqual([]);
  expect(page.text()).toContain('以后“明珠苑门卫”交来的名单，比对完都等人处理。已经办理的不变。');
  await press('取消');
  expect(senders()).toHaveLength(2);
  await press('停止自动办理：明珠苑门卫');
  await confirm();
  expect(ended).toEqual([4]);
  expect(senders()).toEqual(['明珠苑物业']);
  await press('停止自动办理：明珠苑物业');
  await confirm();
  expect(page.text()).toContain('没有自动办理的来源');
});

test('a rule that somebody else has ended is gone, too; another fault is told and the rule stays', async () => {
  const problem = (status: number, title: string) => new ProblemError({ type: 'about:blank', title, status, code: 'x' });
  await shown(RosterRulesDialog, '/rosters', decider);
  await press('停止自动办理：明珠苑门卫');
  refusal = problem(403, '您的岗位不能停止');
  await confirm();
  expect(page.get('[role=dialog]').text()).toContain('您的岗位不能停止');
  refusal = problem(404, '没有找到');
  rules = [estate];
  await confirm();
  expect(senders()).toEqual(['明珠苑物业']);
});

test('the page of lists leads to the rules while there are any, and only those who decide', async () => {
  await showRosters();
  expect(page.get('a[href^="/posters"]').attributes('href')).toBe('/posters?for=declare');
  await press('自动办理的来源（2）');
  expect(senders()).toHaveLength(2);
  await press('停止自动办理：明珠苑门卫');
  await confirm();
  await press('关闭');
  expect(buttons()).toContain('自动办理的来源（1）');
  page.unmount();
  rules = [];
  await showRosters();
  expect(page.text()).not.toContain('自动办理');
  page.unmount();
  asked.length = 0;
  await showRosters(['roster.hand_in']);
  expect(asked).not.toContain('/api/roster-rules');
  expect(page.find('a[href^="/posters"]').exists()).toBe(false);
});

test('a list says what applying it did, by whom, and that it was taken back', async () => {
  roster = { ...roster, applied: done, operation_id: 9 };
  await showRoster();
  expect(page.text()).toContain('按规则自动处理：已处理 120 条，确认相同 900 人，3 条留待人工');
  expect(buttons()).toContain('撤销整批入库');
  page.unmount();
  roster = { ...roster, applied: { ...done, by_rule: false, undone: true } };
  await showRoster();
  expect(page.text()).toContain('已整批处理：已处理 120 条，确认相同 900 人，3 条留待人工；已撤销');
  expect(buttons()).not.toContain('撤销整批入库');
  page.unmount();
  roster = { ...roster, applied: { ...done, applied: 0, left: 0, confirmed: 0 } };
  await showRoster();
  expect(page.text()).toContain('按规则自动处理：没有可以处理的');
});

test('a list says by which rule its sender’s lists are applied; the rule is ended from there', async () => {
  roster = { ...roster, rule: guard };
  await showRoster();
  expect(page.text()).toContain('“明珠苑门卫”交来的名单自动办理：确认相同、补全、有变更。由“村居文书”设定，自 2026-11-28 起。');
  await press('停止自动办理：明珠苑门卫');
  await confirm();
  expect(ended).toEqual([4]);
  expect(page.text()).not.toContain('自动办理');
});

test('who only hands in is told of no rule', async () => {
  roster = { ...roster, decides: false, own: true };
  await showRoster();
  expect(page.text()).not.toMatch(/规则|自动办理/);
});

test('while a rule is being carried out the page asks again, but not for ever', async () => {
  vi.useFakeTimers();
  try {
    roster = { ...roster, rule: { ...guard, follows: true }, created_at: '2026-11-28T02:00:00Z' };
    await showRoster();
    expect(page.text()).toContain('正在按规则自动处理');
    roster = { ...roster, applied: done };
    await vi.advanceTimersByTimeAsync(1600);
    expect(page.text()).toContain('按规则自动处理：已处理 120 条');
    page.unmount();
    roster = { ...roster, applied: undefined };
    asked.length = 0;
    await showRoster();
    await vi.advanceTimersByTimeAsync(600_000);
    const times = asked.filter((path) => path === '/api/rosters/{id}').length;
    expect(times).toBeGreaterThan(10);
    expect(times).toBeLessThan(60);
    expect(page.text()).not.toContain('正在按规则自动处理');
  } finally {
    vi.useRealTimers();
  }
});

test('a rule that rests says so, and only those who may end it are offered to', async () => {
  roster = { ...roster, rule: { ...guard, follows: false, may_end: false } };
  await showRoster();
  expect(page.text()).toContain('对这份名单不执行');
  expect(buttons()).not.toContain('停止');
  page.unmount();
  roster = { ...roster, rule: { ...guard, follows: true, may_end: true } };
  await showRoster();
  expect(page.text()).not.toContain('对这份名单不执行');
  expect(buttons()).toContain('停止');
});
