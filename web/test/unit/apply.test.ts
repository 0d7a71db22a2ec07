import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Roster } from '@/api/types';
import { i18n } from '@/locales';
import ApplyDialog from '@/pages/rosters/ApplyDialog.vue';
import { useSession } from '@/stores/session';

const bodies: unknown[] = [];
vi.mock('@/api/client', () => ({
  newKey: () => 'key',
  api: {
    post: (_: string, { body }: { body: unknown }) => {
      bodies.push(body);
      return Promise.resolve({ job_id: 5 });
    },
  },
}));

let dialog: VueWrapper;

async function opened(outcomes: Record<string, number>, more: Partial<Roster> = {}): Promise<void> {
  const roster = { id: 1, source: '住户名单', reference_date: '2026-11-20', outcomes, ...more } as unknown as Roster;
  const pinia = createPinia();
  setActivePinia(pinia);
  useSession().session = { posts: [{ id: 3, title: '村居文书' }], acting_post_id: 3, rights: [] } as unknown as ReturnType<typeof useSession>['session'];
  dialog = mount(ApplyDialog, { attachTo: document.body, props: { roster }, global: { plugins: [i18n, pinia], stubs: { teleport: true } } });
  await flushPromises();
}

async function apply(): Promise<void> {
  await dialog.get('form [type=submit]').trigger('click');
  await flushPromises();
}

const act = () => dialog.get('form [type=submit]').text();

beforeEach(() => { bodies.length = 0; });
afterEach(() => { dialog?.unmount(); });

test('those whom the register has just so are confirmed when that is wanted, never by itself', async () => {
  await opened({ same: 1254, fills_gap: 3 });
  const box = dialog.get<HTMLInputElement>('[name=confirm_same]');
  expect(box.element.checked).toBe(false);
  expect(dialog.text()).toContain('与登记库一致的 1,254 人：按名单日期确认');
  await apply();
  expect(bodies).toEqual([{ kinds: ['fills_gap'] }]);
  await box.setValue(true);
  await apply();
  expect(bodies.at(-1)).toEqual({ kinds: ['fills_gap'], confirm_same: true });
});

test('confirming needs no kind beside it, and the button says what it does', async () => {
  await opened({ same: 12, changed: 4 });
  await dialog.get('form [type=submit]').trigger('click');
  expect(dialog.get('form [role=alert]').text()).toBe('请至少选一类');
  await dialog.get('[name=confirm_same]').setValue(true);
  expect(act()).toBe('确认 12 人');
  await apply();
  expect(bodies).toEqual([{ kinds: [], confirm_same: true }]);
  expect(dialog.emitted('submitted')).toEqual([[5]]);
});

test('where nobody is the same there is nothing to confirm', async () => {
  await opened({ same: 0, changed: 4 });
  expect(dialog.find('[name=confirm_same]').exists()).toBe(false);
});

test('later lists are treated the same way only where that is ticked; it is said in whose name', async () => {
  await opened({ same: 12, fills_gap: 3 }, { sender: '明珠苑门卫' });
  const box = dialog.get<HTMLInputElement>('[name=standing]');
  expect(box.element.checked).toBe(false);
  for (const said of ['以后“明珠苑门卫”交来的名单', '记在“村居文书”名下', '随时可以停止']) expect(dialog.text()).toContain(said);
  await apply();
  expect(bodies).toEqual([{ kinds: ['fills_gap'] }]);
  await dialog.get('[name=confirm_same]').setValue(true);
  await box.setValue(true);
  expect(act()).toBe('入库，最多 3 条，以后照办');
  await apply();
  expect(bodies.at(-1)).toEqual({ kinds: ['fills_gap'], confirm_same: true, standing: true });
  await box.setValue(false);
  await apply();
  expect(bodies.at(-1)).toEqual({ kinds: ['fills_gap'], confirm_same: true });
});

test('a rule alone is no choice; what would overwrite from now on is named', async () => {
  await opened({ changed: 4 });
  await dialog.get('[name=standing]').setValue(true);
  await dialog.get('form [type=submit]').trigger('click');
  expect(dialog.get('form [role=alert]').text()).toBe('请至少选一类');
  expect(dialog.text()).not.toContain('以后也会自动改动');
  await dialog.get('[value=changed]').setValue(true);
  expect(dialog.text()).toContain('以后也会自动改动已有登记：有变更');
});

test('a rule is not offered for reports, nor where there is nothing to do; one that stands is replaced', async () => {
  await opened({ same: 12 }, { report: 'moved_in' });
  expect(dialog.find('[name=standing]').exists()).toBe(false);
  dialog.unmount();
  await opened({ ambiguous: 2 });
  expect(dialog.find('[name=standing]').exists()).toBe(false);
  dialog.unmount();
  await opened({ same: 12 });
  expect(dialog.text()).not.toContain('由它代替');
  dialog.unmount();
  const rule = { id: 1, sender: '明珠苑门卫', kinds: [], confirm_same: true, set_by: '村居文书', set_at: '' };
  await opened({ same: 12 }, { rule });
  expect(dialog.text()).toContain('现在的规则（确认相同）由它代替');
  dialog.unmount();
  await opened({ same: 12 }, { rule: { ...rule, may_end: false } });
  expect(dialog.find('[name=standing]').exists()).toBe(false);
  dialog.unmount();
  await opened({ same: 12 }, { file_name: '' });
  expect(dialog.find('[name=standing]').exists()).toBe(false);
});
