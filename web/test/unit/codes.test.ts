// The lists that pages read once: what is left out of an address as people of the town say it.
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, test } from 'vitest';
import { useCodes } from '@/stores/codes';

beforeEach(() => { setActivePinia(createPinia()); });

test('an address is said without the town, also in a post whose areas do not hold the town', () => {
  const codes = useCodes();
  codes.lists = { town: [{ code: 'town', zh: '徐泾镇', en: '徐泾镇' }] };
  codes.areas = [{ id: 10, kind: 'committee', code: '310118106001', name: '徐泾北城第一居民区', state: 'current' }];
  expect(codes.short('上海市青浦区徐泾镇明珠路88弄3号201室')).toBe('明珠路88弄3号201室');
  expect(codes.short('明珠路88弄3号201室')).toBe('明珠路88弄3号201室');
  expect(codes.short('上海市青浦区徐泾镇')).toBe('上海市青浦区徐泾镇');
  expect(codes.short(undefined)).toBe('');
});

test('before the lists are there an address is whole', () => {
  expect(useCodes().short('上海市青浦区徐泾镇明珠路88弄3号201室')).toBe('上海市青浦区徐泾镇明珠路88弄3号201室');
});
