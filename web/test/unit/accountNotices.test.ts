// What one is told of one's own account: what, when, from where; that it was oneself, or that it was not.
import { flushPromises, mount } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { createMemoryHistory, createRouter } from 'vue-router';
import { beforeEach, expect, test, vi } from 'vitest';
import type { AccountNotice, Session } from '@/api/types';
import { i18n } from '@/locales';
import AccountNotices from '@/pages/access/AccountNotices.vue';
import { useSession } from '@/stores/session';

const calls: string[] = [];
const notices: AccountNotice[] = [
  { id: 1, kind: 'passkey_added', at: '2026-11-23T01:00:00Z', device: 'Chrome, Android', passkey_name: '不认识的手机' },
  { id: 2, kind: 'disowned', at: '2026-11-22T01:00:00Z', about_name: '王伟' },
];

vi.mock('@/api/client', () => ({
  newKey: () => 'key',
  api: {
    get: (path: string) => Promise.resolve(path === '/api/account-notices' ? { items: notices } : session()),
    delete: (_: string, { path }: { path: { id: number } }) => {
      calls.push(`own ${path.id}`);
      return Promise.resolve(undefined);
    },
    post: (_: string, { path, body }: { path: { id: number }; body: unknown }) => {
      calls.push(`disown ${path.id} ${JSON.stringify(body)}`);
      return Promise.resolve(undefined);
    },
  },
}));

function session(): Session {
  return { account: { id: 1, login_name: 'chenjing', display_name: '陈静', state: 'active', posts: [] }, posts: [], rights: [], undertaking_due: false, second_factor: 'passed', notices: 2, proven_until: '', idle_end: '', absolute_end: '' };
}

async function opened() {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: { template: '<p />' } }, { path: '/sign-in', component: { template: '<p />' } }] });
  useSession().session = session();
  const page = mount(AccountNotices, { global: { plugins: [router, i18n] }, attachTo: document.body });
  await flushPromises();
  return { page, router };
}

beforeEach(() => {
  calls.length = 0;
  document.body.innerHTML = '';
  setActivePinia(createPinia());
});

test('each says what was done, when and from where; that of another account is only read', async () => {
  const { page } = await opened();
  const lines = page.findAll('li');
  expect(lines[0]?.text()).toContain('添加了通行密钥“不认识的手机”');
  expect(lines[0]?.text()).toContain('2026-11-23 09:00 · Chrome, Android');
  expect(lines[0]?.findAll('button').map((one) => one.text())).toEqual(['是我本人', '不是我']);
  expect(lines[1]?.text()).toContain('王伟');
  expect(lines[1]?.findAll('button').map((one) => one.text())).toEqual(['已知道']);
  await lines[0]?.find('button').trigger('click');
  await flushPromises();
  expect(calls).toEqual(['own 1']);
});

test('who it was not gives a new password, and is led to sign in', async () => {
  const { page, router } = await opened();
  await page.findAll('li')[0]?.findAll('button')[1]?.trigger('click');
  await flushPromises();
  const [before, after] = document.querySelectorAll<HTMLInputElement>('input[type=password]');
  for (const [field, text] of [[before, 'the one before'], [after, 'seven bridges']] as const) {
    if (!field) throw new Error('no field');
    field.value = text;
    field.dispatchEvent(new Event('input'));
  }
  await flushPromises();
  document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  await flushPromises();
  expect(calls).toEqual(['disown 1 {"old_password":"the one before","new_password":"seven bridges"}']);
  expect(useSession().session).toBeNull();
  expect(router.currentRoute.value.path).toBe('/sign-in');
});
