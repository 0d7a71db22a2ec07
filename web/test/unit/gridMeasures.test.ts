import { expect, test } from 'vitest';
import type { GridCounts } from '@/api/types';
import { balanceOf } from '@/pages/grids/balance';
import { captionOf, colour, figureOf, legendOf, listed, rowsOf, sortRows, tooFew, type MemberRow } from '@/pages/grids/measures';
import { setUpSteps } from '@/pages/grids/setUp';

const counts = (doors: number, residents = doors * 2, confirmed = residents): GridCounts => ({ addresses: doors, doors, residents, premises: doors, premises_residential: doors, organisations: 0, confirmed_within_year: confirmed });
const row = (id: number, code: string, doors?: number, more: Partial<MemberRow> = {}): MemberRow => ({ id, code, name: '', populated: true, area: 1, covered: true, ...(doors === undefined ? {} : { counts: counts(doors) }), ...more });

test('members with too few doors are grey and move no limits', () => {
  const rows = [row(1, 'a', 100), row(2, 'b', 120), row(3, 'c', 4), row(4, 'd', 0), row(5, 'e')];
  const { tones, few, classes } = colour(rows, 'doors', 'quantile');
  expect([3, 4, 5].map((id) => tones.get(id))).toEqual(['few', 'few', 'few']);
  expect(few).toBe(3);
  expect(classes[0]?.from).toBe(100);
  expect(tones.get(2)).toBe('c6');
  expect(tooFew(counts(5))).toBe(false);
  expect(tooFew(counts(4))).toBe(true);
});

test('a share is in whole percent and is none where nobody lives', () => {
  expect(figureOf(counts(9, 300, 299), 'confirmed')).toBe(99);
  expect(figureOf(counts(9, 0, 0), 'confirmed')).toBeUndefined();
  expect(figureOf(undefined, 'doors')).toBeUndefined();
});

test('codes are sorted as numbers are read, figures both ways', () => {
  const rows = [row(1, 'WG-10', 5), row(2, 'WG-9', 7), row(3, 'WG-11')];
  const codes = (key: 'code' | 'most' | 'least') => sortRows(rows, key, 'doors').map(({ code }) => code);
  expect(codes('code')).toEqual(['WG-9', 'WG-10', 'WG-11']);
  expect(codes('most')).toEqual(['WG-9', 'WG-10', 'WG-11']);
  expect(codes('least')).toEqual(['WG-11', 'WG-10', 'WG-9']);
});

const say = (key: string) => key;

test('what the post does not cover has no figures, no colour and moves no limits; one’s own comes first', () => {
  const shape = (id: number) => ({ type: 'Feature' as const, id, properties: { code: `WG-${id}` }, geometry: { type: 'Polygon' as const, coordinates: [] } });
  const lines = [{ number: 1, code: 'WG-1', counts: counts(0), covered: false }, { number: 2, code: 'WG-2', counts: counts(40), covered: true }, { number: 3, code: 'WG-3', counts: counts(2), covered: true }];
  const rows = sortRows(rowsOf([1, 2, 3].map(shape), { items: lines }), 'code', 'doors');
  expect(rows.map(({ code }) => code)).toEqual(['WG-2', 'WG-3', 'WG-1']);
  expect(sortRows(rows, 'least', 'doors').map(({ code }) => code)).toEqual(['WG-3', 'WG-2', 'WG-1']);
  expect(rows[2]).not.toHaveProperty('counts');
  const drawn = colour(rows, 'doors', 'round');
  expect([1, 2, 3].map((id) => drawn.tones.get(id))).toEqual(['none', 'c3', 'few']);
  expect(legendOf(drawn, 'doors', say).map(({ tone, text, count }) => [tone, text, count])).toEqual([
    ['c3', '40', 1],
    ['few', 'grids.tooFew', 1],
    ['none', 'grids.uncovered', 1],
  ]);
  expect(listed(rows, true).map(({ id }) => id)).toEqual([2, 3]);
  expect(listed(rows, false)).toHaveLength(3);
  expect(listed(rows.filter(({ covered }) => !covered), true)).toHaveLength(1); // nothing of one's own: all
  expect(balanceOf(rows, 'doors')).toMatchObject({ least: 2, mean: 21 });
});

test('a caption says the figure in words, or why there is none', () => {
  expect(captionOf(row(1, 'a', 1200, { name: '一格' }), 'doors', say)).toBe('a 一格 grids.measures.doors 1,200');
  expect(captionOf(row(1, 'a', 20), 'confirmed', say)).toBe('a  grids.measures.confirmed 100%');
  expect(captionOf(row(1, 'a', 4), 'confirmed', say)).toBe('a  grids.measures.confirmed grids.tooFew');
  expect(captionOf(row(1, 'a', undefined, { covered: false }), 'doors', say)).toBe('a  grids.measures.doors grids.uncovered');
  expect(captionOf(undefined, 'doors', say)).toBe('');
});

test('loads join members by their number', () => {
  const shape = { type: 'Feature' as const, id: 7, properties: { code: 'WG-7', committee_id: 12, populated: false }, geometry: { type: 'Polygon' as const, coordinates: [] } };
  const [joined] = rowsOf([shape], { items: [{ number: 7, code: 'WG-7', counts: counts(3) }] });
  expect(joined).toMatchObject({ id: 7, committeeId: 12, populated: false, counts: { doors: 3 } });
});

test('the balance counts members with population elements only, as the server does', () => {
  const { bars, mean, most, least, spread, meanAt } = balanceOf([row(1, 'a', 10), row(2, 'b', 30), row(3, 'c', 90, { populated: false })], 'doors');
  expect(bars.map(({ code, width }) => [code, Math.round(width)])).toEqual([['b', 100], ['a', 33]]);
  expect([mean, most, least, spread]).toEqual([20, 30, 10, 0.5]);
  expect(meanAt).toBeCloseTo(66.667, 2);
  expect(balanceOf([], 'doors')).toMatchObject({ bars: [], mean: 0, spread: 0, meanAt: 0 });
});

test('a committee is through a step when all of it is done, and has begun when some is', () => {
  const line = { committee_id: 1, committee: '', grids: 3, areas: 0, addresses: 40, placed: 39, doubted: 0, aligned: 0 };
  expect(setUpSteps(line).map(({ state }) => state)).toEqual(['done', 'open', 'begun', 'open']);
  expect(setUpSteps({ ...line, placed: 40, areas: 3, aligned: 3 }).map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done']);
});
