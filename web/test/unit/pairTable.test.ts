import { mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { expect, test } from 'vitest';
import { i18n } from '@/locales';
import PairTable from '@/pages/rosters/PairTable.vue';

test('where list and register differ, it says who confirmed the register and when; elsewhere it does not', () => {
  const confirmed = { confirmed_at: '2025-03-11', source: '户籍系统' };
  const pairs = [
    { field: 'name', here: '王伟', there: '王伟', differs: false, ...confirmed },
    { field: 'phone', here: '13811112222', there: '13900010070', differs: true, ...confirmed },
  ];
  const table = mount(PairTable, { props: { pairs }, global: { plugins: [i18n, createPinia()] } });
  const [name, phone] = table.findAll('tbody tr');
  expect(phone?.text()).toContain('户籍系统');
  expect(phone?.find('[title*="2025-03-11"]').exists()).toBe(true);
  expect(name?.text()).not.toContain('户籍系统');
});
