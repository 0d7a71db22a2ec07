import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { createMemoryHistory, createRouter, type Router } from 'vue-router';
import { afterEach, beforeEach, expect, test } from 'vitest';
import MoreMenu from '@/components/shell/MoreMenu.vue';
import { grouped, isAt, navigationFor, type NavEntry } from '@/components/shell/navigation';
import { i18n } from '@/locales';
import { useApprovals } from '@/stores/approvals';
import { useRequests } from '@/stores/requests';

const office = [
  'person.search', 'place.read', 'organisation.read', 'grids.read', 'counters.read', 'finding.decide', 'roster.hand_in', 'request.handle', 'file.import',
  'file.export', 'areas.manage', 'retention.read', 'figures.publish', 'self_check.read', 'approvals.exports', 'approvals.erasures',
];
const officer = ['person.search', 'place.read', 'organisation.read', 'grids.read', 'counters.read', 'finding.decide', 'roster.hand_in', 'lead.read', 'lead.send'];
const helper = ['roster.hand_in', 'lead.send'];
const auditor = ['audit.read', 'self_check.read'];

const goTo = (rights: string[]) => navigationFor({ may: (right) => rights.includes(right) });
const paths = (entries: NavEntry[]) => entries.map(({ to }) => to);

test('what an office opens every day stands in the bar, the rest in the menu; on a phone four and the menu', () => {
  const { bar, more, tabs, moreTabs } = goTo(office);
  expect(paths(bar)).toEqual(['/', '/search', '/addresses', '/grids', '/findings', '/rosters', '/files']);
  expect(paths(more)).toEqual(['/approvals', '/resident-requests', '/counters', '/areas', '/retention', '/publications', '/self-check']);
  expect(paths(tabs)).toEqual(['/', '/search', '/addresses', '/findings']);
  expect(paths([...tabs, ...moreTabs]).sort()).toEqual(paths([...bar, ...more]).sort()); // nothing is out of reach on a phone
});

test('a post with few pages has them all in sight', () => {
  expect(paths(goTo(auditor).bar)).toEqual(['/', '/audit', '/approvals', '/self-check']);
  expect([goTo(auditor).more, goTo(auditor).moreTabs]).toEqual([[], []]);
  expect(paths(goTo(helper).tabs)).toEqual(['/', '/rosters', '/leads/new']);
});

test('an officer has the box of leads in the bar and the way to send one on its page', () => {
  const { bar, more } = goTo(officer);
  expect(paths(bar)).toContain('/leads');
  expect(paths([...bar, ...more])).not.toContain('/leads/new');
});

test('whoever walks has today’s doors beside the home page, and an officer those to lead in reach', () => {
  const coordinator = ['person.search', 'place.read', 'grids.read', 'finding.decide', 'roster.hand_in', 'task.read', 'visit.do', 'daily_report.write'];
  expect(paths(goTo(coordinator).tabs)).toEqual(['/', '/today', '/search', '/findings']);
  const leading = goTo([...officer, 'visit.do', 'visit.lead', 'task.read', 'task.assign']);
  expect(paths(leading.bar)[1]).toBe('/today');
  expect(paths(leading.more)).toEqual(expect.arrayContaining(['/refusals', '/tasks']));
  expect(paths(goTo(['place.read', 'task.read', 'visit.do']).tabs)).not.toContain('/today'); // of a committee: it has no plan of its own
});

test('the menu lists each page once, under a head', () => {
  const { more } = goTo([...office, 'task.read', 'duty.read', 'meeting.attend', 'norm.read']);
  const lists = grouped(more);
  expect(lists.map(({ group }) => group)).toEqual(['doors', 'places', 'teams', 'manage', 'system']);
  expect(paths(lists.flatMap(({ entries }) => entries)).sort()).toEqual(paths(more).sort());
  expect(grouped([])).toEqual([]);
});

test('a page below an entry is marked there, and one with an entry of its own is not', () => {
  const at = (to: string, path: string) => isAt({ to }, path);
  expect([at('/publications', '/publications/3'), at('/', '/'), at('/leads/new', '/leads/new')]).toEqual([true, true, true]);
  expect([at('/meetings', '/rectifications'), at('/meetings', '/cases'), at('/duties', '/set-up-progress')]).toEqual([true, true, true]);
  expect([at('/', '/search'), at('/leads', '/leads/new'), at('/file', '/files')]).toEqual([false, false, false]);
});

let menu: VueWrapper;
let router: Router;

beforeEach(async () => {
  setActivePinia(createPinia());
  router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:rest(.*)*', component: { render: () => null } }] });
  await router.push('/');
  menu = mount(MoreMenu, { attachTo: document.body, props: { entries: goTo(office).more }, global: { plugins: [i18n, router] } });
});
afterEach(() => { menu.unmount(); });

const button = () => menu.get('button');
const open = () => button().attributes('aria-expanded') === 'true';
const press = async (key: string, on: Element | null = document.activeElement) => {
  on?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  await flushPromises();
};
const focused = () => document.activeElement?.getAttribute('href');

test('the menu opens, is walked through and is closed from the keyboard', async () => {
  (button().element as HTMLElement).focus();
  expect([open(), button().attributes('aria-controls')]).toEqual([false, menu.get('.list').attributes('id')]);
  await press('ArrowDown');
  expect([open(), focused()]).toEqual([true, '/approvals']);
  await press('ArrowDown');
  expect(focused()).toBe('/resident-requests');
  await press('End');
  expect(focused()).toBe('/self-check');
  await press('ArrowDown');
  expect(focused()).toBe('/approvals');
  await press('ArrowUp');
  expect(focused()).toBe('/self-check');
  await press('Escape');
  expect([open(), document.activeElement]).toEqual([false, button().element]);
});

test('the menu closes when it is left and when a page was chosen, and says that the page is in it', async () => {
  await button().trigger('click');
  await menu.get('a[href="/retention"]').trigger('click');
  await flushPromises();
  expect(router.currentRoute.value.path).toBe('/retention');
  expect([open(), button().attributes('aria-current'), menu.get('[aria-current=page]').text()]).toEqual([false, 'true', '留存与删除']);
  await button().trigger('click');
  await button().trigger('focusout', { relatedTarget: document.body });
  expect(open()).toBe(false);
  await router.push('/search');
  await flushPromises();
  expect(button().attributes('aria-current')).toBeUndefined();
});

test('what waits is told on the button and at its entry, in words too', async () => {
  expect(button().text()).toBe('更多');
  useApprovals().waiting = 2;
  useRequests().open = 3;
  await flushPromises();
  expect(button().text()).toBe('更多55 项待办');
  expect(menu.get('a[href="/approvals"]').text()).toBe('审批22 项待办');
  expect(menu.get('a[href="/counters"]').text()).toBe('统计');
});

test('each list of the menu is named by its head', () => {
  const lists = menu.findAll('ul');
  const names = lists.map((one) => document.getElementById(one.attributes('aria-labelledby') ?? '')?.textContent);
  expect(names).toEqual(['管理', '系统']);
});
