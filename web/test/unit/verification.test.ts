import { expect, test } from 'vitest';
import type { VerificationLine } from '@/api/types';
import en from '@/locales/en/verification';
import zh from '@/locales/zh-CN/verification';
import { leftOf, monthsUpTo, percentOf, reasonsByHand, sumOfChanges, verificationStates } from '@/pages/verification/verification';

test('months go back over the new year', () => {
  expect(monthsUpTo('2027-02', 4)).toEqual(['2027-02', '2027-01', '2026-12', '2026-11']);
});

test('what is left of a grid is neither confirmed nor explained', () => {
  const line: VerificationLine = { area_id: 1, doors: 10, doors_confirmed: 6, residents: 20, residents_confirmed: 12, premises: 10, premises_confirmed: 7, tasks_open: 2, could_not: 3 };
  expect([leftOf(line), leftOf({ ...line, doors_confirmed: 9 })]).toEqual([1, 0]);
});

test('a share of few is not told, and none is rounded up over its mark', () => {
  expect([percentOf(3, 19), percentOf(0, 0), percentOf(199, 1000), percentOf(20, 100)]).toEqual([undefined, undefined, 19, 20]);
  expect(sumOfChanges({ adds: 1, changes: 2, cancellations: 3 })).toBe(6);
});

test('every state and reason has its words', () => {
  for (const { verification } of [zh, en]) {
    expect(Object.keys(verification.states).sort()).toEqual([...verificationStates].sort());
    expect(Object.keys(verification.reasons)).toEqual(expect.arrayContaining(reasonsByHand));
  }
});
