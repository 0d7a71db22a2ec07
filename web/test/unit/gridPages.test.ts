import { flushPromises, mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { beforeEach, expect, test, vi } from 'vitest';
import { defineComponent, h } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import { api } from '@/api/client';
import type { GridCoverage, GridVersion, Job, Session } from '@/api/types';
import type { MemberShape } from '@/components/map/shapes';
import MapLegend from '@/components/map/MapLegend.vue';
import { i18n } from '@/locales';
import '@/locales/grids';
import AlignmentBar from '@/pages/grids/AlignmentBar.vue';
import CoverageStep from '@/pages/grids/CoverageStep.vue';
import GridLines from '@/pages/grids/GridLines.vue';
import PlacingWork from '@/pages/grids/PlacingWork.vue';
import { provideStage, type Stage } from '@/pages/grids/stage';
import { makeGridDraft, provideGridDraft, type GridDraft } from '@/pages/grids/useGridDraft';
import { useSession } from '@/stores/session';

const version: GridVersion = { id: 9, layer_id: 1, layer_kind: 'grids', layer_name: '', number: 2, state: 'draft', members: 2, area_m2: 1, datum: 'CGCS2000', source: '', faulty: 0, steps: 0, created_at: '', version: 5 };
const shape = (id: number): MemberShape => ({ type: 'Feature', id, properties: { code: `WG-${id}` }, geometry: { type: 'Polygon', coordinates: [] } });
const finding = (number: number, kind: GridCoverage['findings'][number]['kind']): GridCoverage['findings'][number] => ({ number, kind, title: `第 ${number} 处`, numbers: [1, 2], codes: ['WG-1', 'WG-2'], area_m2: 812, width_m: 3, at: [0, 0], shape: { type: 'Polygon', coordinates: [] }, doors: number, residents: 2, fixes: [{ number: 4, kind: 'give', to: 'WG-2' }] });

function plugins() {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', name: 'grids', component: { render: () => null } }] });
  return [i18n, createPinia(), router];
}

function stepOn(coverage: GridCoverage) {
  let stage: Stage | undefined;
  let draft: GridDraft | undefined;
  const host = defineComponent({
    setup() {
      stage = provideStage();
      draft = makeGridDraft(9, version, [shape(1), shape(2)]);
      provideGridDraft(draft);
      useSession().session = { rights: ['grids.edit'], posts: [] } as unknown as Session;
      return () => h(CoverageStep, { coverage, error: null, loading: false });
    },
  });
  const wrapper = mount(host, { global: { plugins: plugins() }, attachTo: document.body });
  return { wrapper, stage: () => stage as Stage, draft: () => draft as GridDraft };
}

beforeEach(() => { vi.restoreAllMocks(); });

test('findings are drawn and walked through by keys, and one fix is one step on the draft', async () => {
  const post = vi.spyOn(api, 'post').mockResolvedValue({ version: { ...version, version: 6 }, changed: { type: 'FeatureCollection', features: [] }, removed: [] } as never);
  const { wrapper, stage } = stepOn({ method: '', covered_m2: 1, total: 3, findings: [finding(0, 'gap'), finding(1, 'overlap'), finding(2, 'gap')] });
  expect(stage().patches.map(({ tone }) => tone)).toEqual(['bad', 'split', 'bad']);
  expect(stage().picked).toBe(0);
  dispatchEvent(new KeyboardEvent('keydown', { key: 'n' }));
  expect(stage().picked).toBe(1);
  dispatchEvent(new KeyboardEvent('keydown', { key: 'p' }));
  dispatchEvent(new KeyboardEvent('keydown', { key: 'p' }));
  expect(stage().picked).toBe(2); // round the corner
  await wrapper.vm.$nextTick();
  await wrapper.findAll('button').find((one) => one.text() === '给 WG-2')?.trigger('click');
  await flushPromises();
  expect(post.mock.calls[0]?.[1]).toMatchObject({ version: 5, body: { kind: 'fix', finding: 2, fix: 4 } });
  wrapper.unmount();
});

test('a filter shows one kind, and says how many there are of each', async () => {
  const { wrapper } = stepOn({ method: '', covered_m2: 1, total: 3, findings: [finding(0, 'gap'), finding(1, 'overlap'), finding(2, 'gap')] });
  const chip = wrapper.findAll('button').find((one) => one.text() === '空隙 2');
  await chip?.trigger('click');
  expect(wrapper.findAll('tbody tr')).toHaveLength(2);
  expect(chip?.attributes('aria-pressed')).toBe('true');
  wrapper.unmount();
});

test('an address says where it lies, why, and what is doubtful', () => {
  const layer = { layer_id: 1, layer_kind: 'grids' as const, layer_name: '微网格', version_id: 3 };
  const wrapper = mount(GridLines, { props: { grids: [{ ...layer, number: 4, code: 'WG-5', name: '明珠一格', way: 'point', doubt: 'far' }, { ...layer, layer_id: 2, layer_name: '责任区', way: 'none' }] }, global: { plugins: plugins() } });
  const [grid, area] = wrapper.findAll('li').map((one) => one.text());
  expect(grid).toContain('WG-5 明珠一格');
  expect(grid).toContain('按点位');
  expect(grid).toContain('离同弄太远');
  expect(area).toContain('没有落格');
});

test('the overall figure stands in words beside its bar', () => {
  const crosswalk = { id: 1, areas_version_id: 1, grids_version_id: 2, made_at: '', one_to_one: 0.999, common_m2: 10_000, aligned: 1, area_count: 2, grid_count: 3 };
  const member = { area_m2: 1, outside_m2: 0, doors: 7, residents: 0 };
  const wrapper = mount(AlignmentBar, { props: { crosswalk, areas: [{ ...member, code: 'a', alignment: 'one_to_one' }, { ...member, code: 'b', alignment: 'missing' }] }, global: { plugins: plugins() } });
  expect(wrapper.text()).toContain('99%');
  expect(wrapper.text()).toContain('2 个责任区中 1 个');
  expect(wrapper.findAll('.bar span').map((one) => one.attributes('style'))).toEqual(['width: 50%; background: var(--wg-tone-good);', 'width: 50%; background: var(--wg-tone-bad);']);
  expect(wrapper.text()).toContain('没有对应');
});

test('a legend names limits and counts', () => {
  const wrapper = mount(MapLegend, { props: { title: '户', lines: [{ tone: 'c1', text: '0 – 99', count: 12 }] }, global: { plugins: plugins() } });
  expect(wrapper.find('dd').text()).toMatch(/0 – 99\s*12/);
});

const placing: GridVersion = { ...version, state: 'placing', effective_from: '2027-01-01', placing: { placed: 1200, addresses: 48_000 } };

test('whoever did not submit it sees how far a version is, and is told when it moved on', async () => {
  vi.useFakeTimers();
  const get = vi.spyOn(api, 'get').mockResolvedValue({ ...placing, placing: { placed: 3600, addresses: 48_000 } } as never);
  const wrapper = mount(PlacingWork, { props: { version: placing }, global: { plugins: plugins() } });
  await flushPromises();
  expect(wrapper.text()).toContain('3,600 / 48,000');
  expect(wrapper.findAll('button')).toHaveLength(0);
  get.mockResolvedValue({ ...placing, state: 'published', placing: undefined } as never);
  await vi.advanceTimersByTimeAsync(2100);
  expect(wrapper.emitted('moved')).toHaveLength(1);
  wrapper.unmount();
  vi.useRealTimers();
});

test('whoever submitted it can stop it, and is told how it ended', async () => {
  const job: Job = { id: 77, kind: 'grid_placing', state: 'running', doing: 'placing', done: 1200, total: 48_000, created: '2026-11-29T02:00:00Z' };
  vi.spyOn(api, 'get').mockImplementation((() => Promise.resolve({ ...job })) as never);
  const post = vi.spyOn(api, 'post').mockImplementation((() => Promise.resolve(Object.assign(job, { state: 'cancelled' }))) as never);
  const used = plugins();
  const wrapper = mount(PlacingWork, { props: { version: { ...placing, placing: { placed: 1200, addresses: 48_000, job_id: 77 } } }, global: { plugins: used } });
  useSession().session = { rights: ['grids.edit'], posts: [] } as unknown as Session;
  await flushPromises();
  expect(wrapper.text()).toContain('1,200 / 48,000');
  await wrapper.findAll('button').find((one) => one.text() === '停止，退回草案')?.trigger('click');
  await flushPromises();
  expect(post.mock.calls[0]?.[0]).toBe('/api/jobs/{id}/cancel');
  expect(wrapper.emitted<[Job]>('ended')?.[0]?.[0].state).toBe('cancelled');
  wrapper.unmount();
});
