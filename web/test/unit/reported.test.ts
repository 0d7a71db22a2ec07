import { flushPromises, mount } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { shallowRef } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Candidate, Finding, FindingView, ReportKind, Roster } from '@/api/types';
import { i18n } from '@/locales';
import zhReport from '@/locales/zh-CN/report';
import zhStaff from '@/locales/zh-CN/staff';
import FindingDetail from '@/pages/rosters/FindingDetail.vue';
import FindingList from '@/pages/rosters/FindingList.vue';
import RosterPage from '@/pages/rosters/RosterPage.vue';
import RostersPage from '@/pages/rosters/RostersPage.vue';
import { routes } from '@/pages/routes';
import { useSession } from '@/stores/session';

const zh = { ...zhStaff, ...zhReport };

const answers: Record<string, unknown> = {};
vi.mock('@/api/client', () => ({ newKey: () => 'key', api: { get: (path: string) => Promise.resolve(answers[path] ?? { items: [] }) } }));

const rights = ['roster.hand_in', 'finding.decide', 'person.edit'];

/** A page, at the address at which it stands. */
async function shown(component: object, props: object = {}, path = '/rosters', may = rights) {
  const pinia = createPinia();
  setActivePinia(pinia);
  useSession().session = { posts: [], rights: may } as unknown as ReturnType<typeof useSession>['session'];
  const router = createRouter({ history: createMemoryHistory(), routes });
  await router.push(path);
  const page = mount(component, { props, global: { plugins: [i18n, pinia, router] } });
  await flushPromises();
  return page;
}

const roster: Roster = { id: 7, own: true, decides: true, source: '明珠苑门卫', file_name: 'report', report: 'moved_in', scope: { kind: 'area', id: 1, name: '本居' }, complete: false, reference_date: '2026-11-28', rows: 1, answered: true, answers: { taken: 1 }, compared: true, outcomes: { reported: 1 }, created_at: '' };

function finding(report: ReportKind, more: Partial<Finding> = {}): Finding {
  return { id: 9, roster_id: 7, row: 2, kind: 'reported', report, state: 'open', version: 1, area_id: 1, name: '何文洁', place: '明珠路88弄3号201室', source: '明珠苑门卫', opened_at: '', ...more };
}

function candidate(person_id: number, name: string): Candidate {
  return { person_id, probability: 0, seen: true, name, fields: [{ field: 'name', here: '', there: name, differs: false }], why: [] };
}

async function detailOf(report: ReportKind, candidates: Candidate[] = [], may = rights) {
  const row = [{ field: 'name', text: '何文洁' }, { field: 'phone', text: '199****4412' }, { field: 'address', text: '明珠路88弄3号201室' }, { field: 'note', text: '家具搬空了' }];
  answers['/api/findings/{id}'] = { finding: finding(report), roster, row, candidates, changes: [], faults: [] } satisfies FindingView;
  const review = { error: shallowRef(null), fieldErrors: shallowRef([]), busy: shallowRef(false) };
  const page = await shown(FindingDetail, { findingId: 9, shown: finding(report), place: 1, total: '1', review }, '/findings', may);
  const { press, choose } = page.vm as unknown as { press: (verdict: string) => void; choose: (pick: (all: Candidate[]) => number) => void };
  const act = async (does: () => void) => {
    does();
    await flushPromises();
  };
  return {
    page,
    press: (verdict: string) => act(() => { press(verdict); }),
    choose: (id: number) => act(() => { choose(() => id); }),
    decided: () => (page.emitted('decide') ?? []).map(([decision]) => decision as unknown),
    buttons: () => page.findAll('.acts button').map((one) => one.text().replace(/[a-z]$/, '')),
  };
}

beforeEach(() => {
  for (const path of Object.keys(answers)) Reflect.deleteProperty(answers, path);
});

test('in the list of rosters a report goes by what was noticed; it has neither rows nor a name of a file', async () => {
  answers['/api/rosters'] = { items: [roster, { ...roster, id: 8, report: undefined, source: '住户名单', rows: 312 }] };
  const page = await shown(RostersPage);
  const lines = page.findAll('tbody tr').map((line) => line.text());
  expect(lines[0]).toContain('住进');
  expect(lines[0]).not.toMatch(/report|明珠苑门卫|全部收下|部分人/);
  expect(lines[1]).toContain('住户名单');
  expect(page.get('a[href="/report"]').text()).toBe('随手报');
});

test('only who decides makes links for groups', async () => {
  answers['/api/rosters'] = { items: [roster] };
  expect((await shown(RostersPage)).text()).toContain(zh.report.link);
  expect((await shown(RostersPage, {}, '/rosters', ['roster.hand_in'])).text()).not.toContain(zh.report.link);
});

test('the page of a report has no file to download and no bar of one; it leads to what is decided', async () => {
  answers['/api/rosters/{id}'] = roster;
  const page = await shown(RosterPage, {}, '/rosters/7');
  expect(page.get('h1').text()).toBe('住进');
  expect(page.text()).toContain('已收下');
  expect(page.findAll('a').map((link) => link.attributes('href'))).toEqual(['/rosters', '/findings?roster=7&state=all']);
  expect(page.find('[role=group]').exists()).toBe(false);
  page.unmount();
});

test('a report that could not be taken says what to mend, without rows and cells', async () => {
  answers['/api/rosters/{id}'] = { ...roster, decides: false, answers: { mend: 1 } };
  answers['/api/rosters/{id}/answers'] = { items: [{ row: 2, answer: 'mend', title: '请改正', problems: [{ code: 'address-unknown', cell: 'D2', title: '看不懂这个地址', detail: '请写到门牌和室号。' }] }] };
  const page = await shown(RosterPage, {}, '/rosters/7');
  expect(page.text()).toContain('看不懂这个地址');
  expect(page.text()).not.toMatch(/D2|第 2 行/);
  page.unmount();
});

test('in the list of findings stands what was noticed, and once decided, whether it is true', async () => {
  const list = (state: Finding['state']) => shown(FindingList, { items: [finding('left_work', { state })], selected: undefined, narrow: false });
  expect((await list('open')).text()).toContain('离职');
  expect((await list('applied')).text()).toContain('属实，已处理');
  expect((await list('refuted')).text()).toContain('不属实');
});

test('who has moved out is chosen by a digit among those registered there, of whom no likelihood is told', async () => {
  const { page, press, choose, decided, buttons } = await detailOf('moved_out', [candidate(51, '何文洁'), candidate(52, '何明')]);
  for (const said of ['搬走', '199****4412', '家具搬空了', zh.report.who, zh.report.nobody]) expect(page.text()).toContain(said);
  expect(page.text()).not.toMatch(/可能性|%|为什么/);
  expect(page.findAll('[type=radio]').map(({ element }) => (element as HTMLInputElement).checked)).toEqual([false, false, false]);
  await press('confirm');
  expect(page.get('.acts [role=alert]').text()).toBe(zh.findings.choose);
  expect(decided()).toEqual([]);
  await choose(52);
  expect(buttons()[0]).toBe('记为据报已离开');
  await press('confirm');
  await choose(0);
  expect(buttons()[0]).toBe('属实，已处理');
  await press('confirm');
  await press('refute');
  expect(decided()).toEqual([{ verdict: 'confirm', person_id: 52 }, { verdict: 'confirm', person_id: 0 }, { verdict: 'refute' }]);
});

test.each(['moved_in', 'starts_work', 'left_work', 'premises', 'moved_out'] as const)('%s, with nobody to choose, is true and dealt with or it is not', async (report) => {
  const { page, press, choose, decided, buttons } = await detailOf(report);
  expect(buttons().slice(0, 2)).toEqual(['属实，已处理', '不属实']);
  expect(page.text()).not.toContain(zh.findings.changesNone);
  expect(page.find(`a[href="/persons/new"]`).exists()).toBe(report === 'moved_in');
  await choose(51);
  await press('confirm');
  await press('refute');
  expect(decided()).toEqual([{ verdict: 'confirm' }, { verdict: 'refute' }]);
});

test('who may not add people is not led there; a note goes with the decision', async () => {
  const { page, press, decided } = await detailOf('moved_in', [], ['finding.decide']);
  expect(page.find('a[href="/persons/new"]').exists()).toBe(false);
  await page.get('#field-note').setValue('已登记');
  await press('confirm');
  expect(decided()).toEqual([{ verdict: 'confirm', note: '已登记' }]);
});
