import { expect, test } from 'vitest';
import { holdState, isUnderWay, stateOf, sumsOf } from '@/pages/retention/runs';

const run = { id: 1, kind: 'night' as const, post_id: 1, started: '2026-11-22T19:00:00Z', bytes_clean: false, counts: [] };

test('people are told apart from rows, and those held are all told', () => {
  const counts = [{ clock: 'record.cancelled', erased: 4, held: 2 }, { clock: 'audit.at', erased: 30, held: 0 }, { clock: 'roster.expires_at', erased: 5, held: 0 }];
  expect(sumsOf({ ...run, counts })).toEqual({ people: 4, others: 35, held: 2 });
  expect(sumsOf(run)).toEqual({ people: 0, others: 0, held: 0 });
});

test('a run is done when it has ended, whatever became of its job', () => {
  expect(stateOf({ ...run, finished: '2026-11-22T19:01:00Z' })).toBe('done');
  expect(stateOf({ ...run, state: 'cancelled' })).toBe('cancelled');
  expect(stateOf(run)).toBe('stopped');
  expect([isUnderWay({ ...run, state: 'running' }), isUnderWay({ ...run, state: 'failed' }), isUnderWay({ ...run, finished: run.started })]).toEqual([true, false, false]);
});

test('a hold holds to the end of its day', () => {
  const hold = { id: 1, person_id: 2, reason: '诉讼', post_id: 1, held: run.started, until: '2026-11-23' };
  expect(holdState(hold, '2026-11-23')).toBe('holding');
  expect(holdState(hold, '2026-11-24')).toBe('over');
  expect(holdState({ ...hold, lifted: run.started }, '2026-11-23')).toBe('lifted');
});
