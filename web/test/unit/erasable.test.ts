import { expect, test } from 'vitest';
import type { Person } from '@/api/types';
import { isOver, numbersIn } from '@/pages/retention/erasable';

test('numbers are taken from what was pasted, each once, and nothing else is taken for one', () => {
  expect(numbersIn(' 1042, 1043，1044\n1042；7 ')).toEqual([1042, 1043, 1044, 7]);
  expect(numbersIn('')).toEqual([]);
  for (const text of ['王伟', '1042 王伟', '12a', '0', '-5', '1.5', '9999999999999999']) expect(numbersIn(text)).toBeUndefined();
});

test('a record is over when nothing of it goes on', () => {
  const person = (residences: string[], ends: (string | undefined)[]): Person =>
    ({ residences: residences.map((state) => ({ state })), employments: ends.map((to) => ({ to })) }) as unknown as Person;
  expect(isOver(person(['cancelled'], ['2026-11-22']), '2026-11-23')).toBe(true);
  expect(isOver(person(['cancelled', 'suspended'], []), '2026-11-23')).toBe(false);
  expect(isOver(person(['cancelled'], [undefined]), '2026-11-23')).toBe(false);
  expect(isOver(person([], ['2026-11-23']), '2026-11-23')).toBe(false);
  expect(isOver(person([], []), '2026-11-23')).toBe(false);
});
