import { expect, test } from 'vitest';
import type { CrosswalkMember } from '@/api/types';
import { boxOf, labelPlace, membersOf, namesFrom, type MemberShape } from '@/components/map/shapes';
import { alignmentTones, countAlignments, differencesOf, percentOf } from '@/pages/grids/alignment';

const compared = (code: string, alignment: CrosswalkMember['alignment'], doors = 0): CrosswalkMember => ({ code, alignment, area_m2: 1, outside_m2: 0, doors, residents: 0 });
const shape = (id: number, code: string): MemberShape => ({ type: 'Feature', id, properties: { code }, geometry: { type: 'Polygon', coordinates: [[[0, 0], [2, 0], [2, 1], [0, 0]]] } });

test('members have the colour of their class; what was not compared has none', () => {
  const tones = alignmentTones([shape(1, 'a'), shape(2, 'b'), shape(3, 'c')], [compared('a', 'one_to_one'), compared('b', 'missing')]);
  expect([...tones.values()]).toEqual(['good', 'bad', 'none']);
});

test('classes are counted with their doors, in the order from good to bad', () => {
  expect(countAlignments([compared('a', 'missing', 3), compared('b', 'one_to_one', 5), compared('c', 'missing', 4)])).toEqual([
    { alignment: 'one_to_one', count: 1, doors: 5 },
    { alignment: 'missing', count: 2, doors: 7 },
  ]);
});

test('differences are pairs that are not partners, most doors first', () => {
  const pair = (area: string, doors: number, common_m2: number, partners = false) => ({ area, grid: 'g', common_m2, iou: 0, partners, doors, residents: 0 });
  expect(differencesOf({ pairs: [pair('a', 1, 9), pair('b', 7, 1), pair('c', 1, 20), pair('d', 99, 1, true)] }).map(({ area }) => area)).toEqual(['b', 'c', 'a']);
});

test('a hundred percent is said only of all', () => {
  expect([percentOf(0.9999), percentOf(1), percentOf(0.781), percentOf(0)]).toEqual([99, 100, 78, 0]);
});

test('names appear where members have room for them: a zoom later for members half as wide', () => {
  const wide = (side: number): MemberShape => ({ type: 'Feature', id: 1, properties: { code: 'a' }, geometry: { type: 'Polygon', coordinates: [[[0, 0], [side, 0], [side, side], [0, 0]]] } });
  expect(namesFrom([wide(0.004)])).toBeCloseTo(12.63, 1);
  expect(namesFrom([wide(0.002)]) - namesFrom([wide(0.004)])).toBeCloseTo(1, 6);
  expect(namesFrom([])).toBe(0);
});

test('shapes tell their box and where their name goes', () => {
  const multi = { type: 'MultiPolygon' as const, coordinates: [[[[5, 5], [6, 5], [6, 7], [5, 5]]], [[[0, 1], [1, 1], [1, 2], [0, 1]]]] };
  expect(boxOf([multi])).toEqual([0, 1, 6, 7]);
  expect(boxOf([])).toBeUndefined();
  expect(labelPlace(shape(1, 'a'))).toEqual([1, 0.5]);
  expect(labelPlace({ ...shape(1, 'a'), properties: { code: 'a', label: [9, 8] } })).toEqual([9, 8]);
  expect(membersOf({ type: 'FeatureCollection', features: [{ type: 'Feature', id: 4, properties: { code: 'x' }, geometry: multi }] })[0]).toMatchObject({ id: 4, properties: { code: 'x' } });
});
