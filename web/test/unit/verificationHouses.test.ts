import { expect, test } from 'vitest';
import type { VerificationDoor, VerificationState } from '@/api/types';
import { boxOf } from '@/components/map/shapes';
import { tones } from '@/components/map/look';
import { commonAddress, discOf, houseProgresses, housesOf, toneOf } from '@/pages/verification/houses';

let premises = 0;
function door(address: string, state: VerificationState, point?: { lng: number; lat: number }): VerificationDoor {
  premises += 1;
  return { premises_id: premises, address, state, residents: 1, residents_confirmed: 0, premises_confirmed: false, ...(point ? { point } : {}) };
}
const here = { lng: 121.27, lat: 31.18 };
const there = { lng: 121.28, lat: 31.18 };

test('doors at one point are one house, and those without are told apart', () => {
  const { houses, nowhere } = housesOf([
    door('明珠路88弄3号101室', 'confirmed', here),
    door('明珠路88弄3号1202室', 'to_do', here),
    door('明珠路88弄5号', 'confirmed', there),
    door('明珠路90号', 'to_do'),
  ]);
  expect(nowhere).toBe(1);
  expect(houses.map(({ address, doors, progress }) => [address, doors, progress])).toEqual([
    ['明珠路88弄3号', 2, 'begun'],
    ['明珠路88弄5号', 1, 'done'],
  ]);
});

test('a house is done when nothing is left, and says when the rest could not be confirmed', () => {
  const of = (...states: VerificationState[]) => housesOf(states.map((state) => door('明珠路1号', state, here))).houses[0]?.progress;
  expect([of('confirmed', 'confirmed'), of('confirmed', 'could_not'), of('could_not', 'task_open'), of('to_do'), of('confirmed', 'task_open')]).toEqual(['done', 'could_not', 'none', 'none', 'begun']);
});

test('what addresses have in common ends before a number is cut apart', () => {
  expect(commonAddress(['明珠路88弄11号', '明珠路88弄12号'])).toBe('明珠路88弄');
  expect(commonAddress(['明珠路88弄3号'])).toBe('明珠路88弄3号');
  expect(commonAddress(['甲', '乙'])).toBe('甲');
});

test('a house of many doors is drawn wider, around its point, in a colour that the map knows', () => {
  const size = (doors: number) => {
    const [west = 0, , east = 0] = boxOf([discOf({ id: 1, address: '', at: [121.27, 31.18], doors, counts: { to_do: 0, task_open: 0, could_not: 0, confirmed: doors }, progress: 'done' }).geometry]) ?? [];
    expect((west + east) / 2).toBeCloseTo(121.27, 6);
    return east - west;
  };
  expect(size(60)).toBeGreaterThan(size(2));
  for (const progress of houseProgresses) expect(tones).toContain(toneOf[progress]);
});
