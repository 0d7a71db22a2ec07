import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { createMemoryHistory, createRouter, type Router } from 'vue-router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { i18n } from '@/locales';
import FindingsPage from '@/pages/rosters/FindingsPage.vue';
import { routes } from '@/pages/routes';
import { useCodes } from '@/stores/codes';

const queries: Record<string, unknown>[] = [];
vi.mock('@/api/client', () => ({
  newKey: () => 'key',
  api: {
    get: (path: string, { query }: { query?: Record<string, unknown> } = {}) => {
      if (path === '/api/findings') queries.push(query ?? {});
      const counts = [{ kind: 'changed', area_id: 1, open: 1234 }];
      return Promise.resolve({ items: path === '/api/findings/counts' ? counts : [] });
    },
  },
}));

let page: VueWrapper;
let router: Router;

async function opened(path: string): Promise<void> {
  const pinia = createPinia();
  setActivePinia(pinia);
  useCodes().areas = [{ id: 1, name: '本居' }] as ReturnType<typeof useCodes>['areas'];
  router = createRouter({ history: createMemoryHistory(), routes });
  await router.push(path);
  page = mount(FindingsPage, { global: { plugins: [i18n, pinia, router] } });
  await flushPromises();
}

beforeEach(() => {
  queries.length = 0;
  vi.useFakeTimers({ now: new Date('2026-11-27T17:00:00Z'), toFake: ['Date'] }); // the 28th in the town
});
afterEach(() => {
  page?.unmount();
  vi.useRealTimers();
});

test('an age in the address is asked for in days of the town; none, and one that is none, ask for no days', async () => {
  await opened('/findings?age=month&kind=changed');
  expect(queries.at(-1)).toMatchObject({ state: 'open', kind: 'changed', opened_from: '2026-10-30', opened_to: '2026-11-21' });
  for (const path of ['/findings', '/findings?age=ancient']) {
    page.unmount();
    await opened(path);
    expect(Object.keys(queries.at(-1) ?? {})).not.toEqual(expect.arrayContaining([expect.stringContaining('opened')]));
  }
});

test('an age is chosen among the chips and stands in the address; counts, which are of all ages, then do not', async () => {
  await opened('/findings');
  expect(page.text()).toMatch(/1,234.*1,234/s); // of the kind, and of the area
  const chip = page.get('select[aria-label="多久以前列出"]');
  expect(chip.findAll('option').map((one) => one.text())).toEqual(['全部时间', '近 7 天', '8–30 天', '30 天以上']);
  await chip.setValue('week');
  await flushPromises();
  expect(router.currentRoute.value.query).toEqual({ age: 'week' });
  expect(queries.at(-1)).toMatchObject({ opened_from: '2026-11-22' });
  expect(page.text()).not.toContain('1,234');
  expect(page.text()).toContain('清除筛选');
  await page.get('select[aria-label="多久以前列出"]').setValue('');
  await flushPromises();
  expect(router.currentRoute.value.query.age).toBeUndefined();
});
