import { expect, test } from 'vitest';
import type { Publication } from '@/api/types';
import zh from '@/locales/zh-CN/publications';
import { breakdownsOf, measures, numbersOf, titleOf } from '@/pages/publications/publications';

const table: Publication = {
  measure: 'residents', breakdown: 'category', level: 'grid', number: 1, as_of: '2026-11-23', made_at: '2026-11-23T06:00:00Z', by: '', least_told: 10, rounded_to: 10, border_rows: 0,
  columns: ['registered_here', 'unknown'], rows_not_told: 1, rows: [{ area_id: 1, name: '徐泾镇', total: 120, cells: { registered_here: 110 } }, { area_id: 2, name: '', cells: {} }],
};

test('a measure is broken down by what it has', () => {
  expect(measures.map((measure) => breakdownsOf(measure).length)).toEqual([3, 2, 2]);
  for (const measure of measures) for (const breakdown of breakdownsOf(measure)) expect(breakdown in zh.publications.breakdowns).toBe(true);
});

test('numbers stand in the order of the columns, with holes where nothing is told', () => {
  expect(table.rows.map((row) => numbersOf(table, row))).toEqual([[120, 110, undefined], [undefined, undefined, undefined]]);
});

test('a title tells what, where and by what', () => {
  const t = (key: string, values?: Record<string, unknown>) => [key.split('.').at(-1), ...Object.values(values ?? {})].join(' ');
  expect(titleOf(table, t)).toBe('parts of residents grid category');
  expect(titleOf({ ...table, breakdown: 'none', level: 'town' }, t)).toBe('ofTown residents');
});
