import { expect, test } from 'vitest';
import type { GridCounts, GridLayer, GridVersion } from '@/api/types';
import type { MemberRow } from '@/pages/grids/measures';
import { firstReport, lastDayOf, reportLines, totalOf, valueIn } from '@/pages/grids/reports';

const counts = (doors: number, residents: number, confirmed: number): GridCounts => ({ addresses: doors + 2, doors, residents, premises: doors + 1, premises_residential: doors, organisations: 3, confirmed_within_year: confirmed, doors_with_residents: doors });
const rows: MemberRow[] = [
  { id: 1, code: 'WG-1', name: '=格', committeeId: 7, populated: true, area: 1, covered: true, counts: counts(10, 20, 15) },
  { id: 2, code: 'WG-2', name: '', populated: true, area: 1, covered: true, counts: counts(0, 0, 0) },
  { id: 3, code: 'WG-3', name: '', populated: true, area: 1, covered: true },
];
const layer = (...from: (string | undefined)[]): GridLayer => ({
  id: 1,
  kind: 'grids',
  name: '',
  versions: from.map((day, id) => ({ id, state: day ? 'published' : 'draft', ...(day ? { effective_from: day } : {}) }) as GridVersion),
});

test('the whole is the sum of all, also of those without figures', () => {
  const whole = totalOf(rows);
  expect(whole).toMatchObject({ addresses: 14, doors: 10, residents: 20, confirmed_within_year: 15, organisations: 6 });
  expect(valueIn(whole, 'confirmed')).toBe(15);
  expect(valueIn(whole, 'share')).toBe(75);
  expect(valueIn(undefined, 'doors')).toBe(0);
});

test('the download has plain figures, shares in whole percent, and the whole at its end', () => {
  const words = { code: '编码', name: '名称', committee: '村居', whole: '合计', columns: { addresses: '地址', doors: '户', residents: '人', confirmed: '确认', share: '%', premises: '房屋', organisations: '单位' } };
  const [head, first, second, third, whole] = reportLines(rows, words, ({ committeeId }) => (committeeId ? '北居委会' : ''));
  expect(head).toEqual(['编码', '名称', '村居', '地址', '户', '人', '确认', '%', '房屋', '单位']);
  expect(first).toEqual(['WG-1', '=格', '北居委会', 12, 10, 20, 15, 75, 11, 3]);
  expect(second?.[7]).toBe(''); // nobody lives there
  expect(third).toEqual(['WG-3', '', '', 0, 0, 0, 0, '', 0, 0]);
  expect(whole).toEqual(['合计', '', '', 14, 10, 20, 15, 75, 12, 6]);
});

test('the first report is of the first month at whose end something is in force', () => {
  expect(firstReport(layer('2026-11-20', undefined), '2026-11-29')).toEqual({ month: '2026-11', day: '2026-12-01' });
  expect(firstReport(layer('2027-02-01', '2026-12-15'), '2026-11-29')).toEqual({ month: '2026-12', day: '2027-01-01' });
  expect(firstReport(layer('2026-01-01'), '2026-12-31')).toEqual({ month: '2026-12', day: '2027-01-01' });
  expect(firstReport(layer(undefined), '2026-11-29')).toBeUndefined();
  expect(firstReport(undefined, '2026-11-29')).toBeUndefined();
});

test.each([['2026-02', '2026-02-28'], ['2028-02', '2028-02-29'], ['2026-12', '2026-12-31']])('%s ends on %s', (month, day) => {
  expect(lastDayOf(month)).toBe(day);
});
