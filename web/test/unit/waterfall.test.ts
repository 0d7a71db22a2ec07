import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import en from '@/locales/en/weights';
import zh from '@/locales/zh-CN/weights';
import { bitsText, isWeighed, likelihood, waterfall } from '@/pages/rosters/waterfall';

const why = [
  { field: 'before', level: '', bits: -10 },
  { field: 'id', level: 'missing', bits: 0 },
  { field: 'name', level: 'exact', bits: 8 },
  { field: 'address', level: 'different', bits: -2 },
  { field: 'phone', level: 'exact', bits: 10 },
];

test('each bar begins where the one before it ended, and the last ends at the total', () => {
  const { steps, total, zero, end } = waterfall(why);
  expect(steps.map(({ field, sum }) => [field, sum])).toEqual([['before', -10], ['name', -2], ['address', -4], ['phone', 6]]);
  expect(total).toBe(6);
  // the scale runs from -10 to 6: sixteen bits are the whole width
  expect(steps.map(({ left, width }) => [left, width])).toEqual([[0, 62.5], [0, 50], [37.5, 12.5], [37.5, 62.5]]);
  expect([zero, end]).toEqual([62.5, 100]);
});

test('what could not be compared is named, not drawn; a weight that hardly counts is still seen', () => {
  const { steps, silent } = waterfall([...why, { field: 'relatives', level: '', bits: 0.06 }]);
  expect(silent).toEqual(['id']);
  expect(steps.at(-1)?.width).toBeGreaterThan(0.5);
  expect((steps.at(-1)?.left ?? 0) + (steps.at(-1)?.width ?? 0)).toBeLessThanOrEqual(100);
  expect(waterfall([]).steps).toEqual([]);
});

test('who is known by the number was not weighed', () => {
  expect(isWeighed([{ field: 'before', level: '', bits: 0 }])).toBe(false);
  expect(isWeighed(why)).toBe(true);
});

test('weights have a sign and one decimal', () => {
  expect([7.44, -11.26, 0.04, -0.04].map(bitsText)).toEqual(['+7.4', '−11.3', '0.0', '0.0']);
});

test('a likelihood is told no more exactly than it is known', () => {
  expect([0.9999, 0.994, 0.62, 0.004, 0].map(likelihood)).toEqual([
    { key: 'nearlySure', percent: 99 },
    { key: 'nearlySure', percent: 99 },
    { key: 'about', percent: 62 },
    { key: 'hardly', percent: 1 },
    { key: 'hardly', percent: 1 },
  ]);
});

const kinds = { id: 'id_number', name: 'person_name', phone: 'phone', birth: 'date', address: 'address' } as const;

test.each(Object.entries(kinds))('every level that %s can have is said in plain words, in both languages', (field, kind) => {
  const source = readFileSync(`../src/linkage/${kind}_kind.cpp`, 'utf8');
  const table = /_levels\{\{(.*?)\}\}\};/s.exec(source)?.[1] ?? '';
  const levels = [...table.matchAll(/\{"(\w+)"/g)].map(([, level]) => level ?? '');
  expect(levels.length).toBeGreaterThan(4);
  for (const { weights } of [zh, en]) expect(Object.keys(weights.levels[field as keyof typeof kinds]).sort()).toEqual([...levels].sort());
});

test('the fields that are weighed are those of the comparison', () => {
  const source = readFileSync('../src/registry/people_index.cpp', 'utf8');
  expect([...source.matchAll(/^name = "(\w+)"/gm)].map(([, name]) => name).sort()).toEqual(Object.keys(zh.weights.levels).sort());
});
