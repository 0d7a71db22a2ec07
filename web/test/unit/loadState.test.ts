// What is told when something cannot be read.
import { mount } from '@vue/test-utils';
import { expect, test } from 'vitest';
import { ConnectionError } from '@/api/problem';
import LoadState from '@/components/data/LoadState.vue';
import { i18n } from '@/locales';

test('nothing was sent, so nothing is said of what was saved', () => {
  const box = mount(LoadState, { props: { loading: false, error: new ConnectionError() }, global: { plugins: [i18n] } });
  expect(box.text()).toContain('没有收到服务器的回答');
  expect(box.text()).toContain('请检查网络，恢复后再读一次。');
  expect(box.text()).not.toContain('保存');
});
