import { createPinia, setActivePinia } from 'pinia';
import { expect, test } from 'vitest';
import { useCodes } from '@/stores/codes';

test('a column of areas is named by what it holds', () => {
  setActivePinia(createPinia());
  const codes = useCodes();
  codes.areas = [
    { id: 1, kind: 'town', code: '', name: '本镇' },
    { id: 2, parent_id: 1, kind: 'committee', code: '1', name: '明珠居委会' },
    { id: 3, parent_id: 2, kind: 'grid', code: 'WG-1', name: '一格' },
    { id: 4, parent_id: 2, kind: 'grid', code: 'WG-2', name: '二格' },
  ];
  expect(codes.areasAre([2, 1])).toBe('committee');
  expect(codes.areasAre([3, 4])).toBe('grid');
  expect(codes.areasAre([2, 3])).toBe('both');
  expect(codes.areasAre([])).toBe('committee');
  expect([codes.kindOf(3), codes.kindOf(99), codes.kindOf(undefined)]).toEqual(['grid', undefined, undefined]);
});
