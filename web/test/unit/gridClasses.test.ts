import { expect, test } from 'vitest';
import { classesOf, classOf, toneOfClass } from '@/components/map/classes';

test('round limits are round, touch each other, and hold every value once', () => {
  const values = [3, 17, 44, 96, 120, 121, 260];
  const classes = classesOf(values, 'round');
  expect(classes.map(({ from }) => from)).toEqual([0, 50, 100, 150, 200, 250]);
  expect(classes.slice(1).map(({ from }, index) => from - (classes[index]?.to ?? 0))).toEqual([1, 1, 1, 1, 1]);
  expect(classes.map(({ count }) => count)).toEqual([3, 1, 2, 0, 0, 1]);
  expect(classes.at(-1)?.to).toBeGreaterThanOrEqual(260);
});

test('classes of equal numbers hold about as many each, and equal values stay together', () => {
  const classes = classesOf(Array.from({ length: 50 }, (_, index) => index * index), 'quantile');
  expect(classes.map(({ count }) => count)).toEqual([10, 10, 10, 10, 10]);
  const tied = classesOf([1, 1, 1, 1, 1, 1, 1, 9], 'quantile');
  expect(tied.reduce((sum, { count }) => sum + count, 0)).toBe(8);
  expect(new Set(tied.map(({ from }) => from)).size).toBe(tied.length);
});

test.each(['round', 'quantile'] as const)('one value, and none, make no odd classes (%s)', (way) => {
  expect(classesOf([], way)).toEqual([]);
  const single = classesOf([7, 7, 7], way);
  expect(single).toHaveLength(1);
  expect(single[0]).toMatchObject({ count: 3 });
  expect(classOf(7, single)).toBe(0);
});

test('every value has a class whose limits hold it, whatever the numbers', () => {
  let state = 5;
  const roll = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
  for (let round = 0; round < 200; round += 1) {
    const values = Array.from({ length: 1 + Math.floor(roll() * 60) }, () => Math.floor(roll() ** 3 * 5000));
    for (const way of ['round', 'quantile'] as const) {
      const classes = classesOf(values, way);
      expect(classes.length).toBeLessThanOrEqual(7);
      for (const value of values) {
        const own = classes[classOf(value, classes)];
        expect(own && own.from <= value && value <= own.to).toBe(true);
      }
    }
  }
});

test('the strongest colour is for the highest class, however many there are', () => {
  expect([2, 3, 5, 6].map((count) => toneOfClass(count - 1, count))).toEqual(['c6', 'c6', 'c6', 'c6']);
  expect(toneOfClass(0, 5)).toBe('c1');
  expect(toneOfClass(0, 1)).toBe('c3');
  expect(Array.from({ length: 6 }, (_, index) => toneOfClass(index, 6))).toEqual(['c1', 'c2', 'c3', 'c4', 'c5', 'c6']);
});
