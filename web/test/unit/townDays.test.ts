import { expect, test } from 'vitest';
import { afterTownDay, lastTownDay, startOfTownDay, townDay } from '@/components/data/time';

test('a day of the town begins at 16:00 UTC of the day before', () => {
  expect([startOfTownDay('2026-12-31'), afterTownDay('2026-12-31')]).toEqual(['2026-12-30T16:00:00.000Z', '2026-12-31T16:00:00.000Z']);
});

test('a span is told by its first and its last day', () => {
  expect([townDay('2026-12-30T16:00:00Z'), lastTownDay('2026-12-31T16:00:00Z')]).toEqual(['2026-12-31', '2026-12-31']);
  expect(lastTownDay(afterTownDay('2028-02-29'))).toBe('2028-02-29');
});
