import { flushPromises, mount } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, test, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import type { Session } from '@/api/types';
import { i18n } from '@/locales';
import MeetingsPage from '@/pages/meetings/MeetingsPage.vue';
import { routes } from '@/pages/routes';
import { useSession } from '@/stores/session';

const queries: unknown[] = [];
vi.mock('@/api/client', () => ({
  newKey: () => 'key',
  api: {
    get: (path: string, { query }: { query?: unknown } = {}) => {
      if (path === '/api/meetings') queries.push(query);
      return Promise.resolve({ items: [] });
    },
  },
}));

beforeEach(() => {
  setActivePinia(createPinia());
  useSession().session = { account: { id: 1 }, posts: [{ id: 3, role: 'committee', area_id: 10 }], acting_post_id: 3, rights: ['meeting.read'] } as unknown as Session;
  queries.length = 0;
});

test('a cell of the duty board leads to the meetings of its grid', async () => {
  const router = createRouter({ history: createMemoryHistory(), routes });
  await router.push('/meetings?area=57&month=2026-10');
  const page = mount(MeetingsPage, { global: { plugins: [i18n, router] } });
  await flushPromises();
  expect(queries).toEqual([expect.objectContaining({ area_id: 57 })]);
  page.unmount();
});
