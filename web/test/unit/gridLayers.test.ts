import { expect, test } from 'vitest';
import type { GridLayer, GridVersion } from '@/api/types';
import { areaText, draftsOf, sortedLayers, timelineOf, versionOn } from '@/pages/grids/layers';

function version(id: number, from?: string, to?: string): GridVersion {
  return { id, layer_id: 1, layer_kind: 'grids', layer_name: '', number: id, state: from ? 'published' : 'draft', ...(from ? { effective_from: from } : {}), ...(to ? { effective_to: to } : {}), members: 1, area_m2: 1, datum: 'CGCS2000', source: '', faulty: 0, steps: 0, created_at: '', version: 1 };
}

const layer: GridLayer = { id: 1, kind: 'grids', name: '微网格', versions: [version(4), version(3, '2026-12-01'), version(2, '2026-09-01', '2026-11-30'), version(1, '2026-01-01', '2026-08-31')] };

test('a day has the version that was in force on it, to the day', () => {
  const on = (day: string) => versionOn(layer, day)?.id;
  expect([on('2026-08-31'), on('2026-09-01'), on('2026-11-30'), on('2026-12-01'), on('2030-01-01')]).toEqual([1, 2, 2, 3, 3]);
  expect(on('2025-12-31')).toBeUndefined();
  expect(versionOn(undefined, '2026-01-01')).toBeUndefined();
});

test('a draft is in force on no day', () => {
  expect(versionOn({ versions: [version(4)] }, '2026-10-01')).toBeUndefined();
  expect(draftsOf(layer).map(({ id }) => id)).toEqual([4]);
  const placing: GridVersion = { ...version(5, '2026-10-01'), state: 'placing', placing: { placed: 1, addresses: 2 } };
  expect(versionOn({ versions: [placing] }, '2026-10-01')).toBeUndefined();
  expect(draftsOf({ versions: [placing] })).toHaveLength(1);
});

test('micro-grids come first, then responsibility areas', () => {
  const one = (id: number, kind: GridLayer['kind']): GridLayer => ({ id, kind, name: kind, versions: [] });
  expect(sortedLayers([one(1, 'other'), one(2, 'committees'), one(3, 'areas'), one(4, 'grids'), one(5, 'other')]).map(({ id }) => id)).toEqual([4, 3, 2, 1, 5]);
});

test('on the line of time versions follow each other without a gap, and today lies in the one in force', () => {
  const { bars, today } = timelineOf(layer.versions, '2026-10-15');
  expect(bars.map(({ version: { id } }) => id)).toEqual([1, 2, 3]);
  const ends = bars.map(({ left, width }) => left + width);
  for (const [index, bar] of bars.slice(1).entries()) expect(ends[index]).toBeCloseTo(bar.left, 6);
  expect(ends.at(-1)).toBeCloseTo(100, 6);
  const [, second] = bars;
  expect(second && second.left < today && today < second.left + second.width).toBe(true);
  expect(timelineOf([version(4)], '2026-10-15').bars).toEqual([]);
});

test.each([[3.25, '3.3 m²'], [812.4, '812 m²'], [40_120, '4.0 ha'], [182_000, '18 ha'], [46_000_000, '46.0 km²']])('%d m² are said as %s', (area, text) => {
  expect(areaText(area)).toBe(text);
});
