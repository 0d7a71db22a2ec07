import type { ErasureRun, LegalHold } from '@/api/types';

/** By this clock people are erased; every other counts rows. */
const ofPeople = 'record.cancelled';

/** People erased, rows of everything else, people held. */
export function sumsOf(run: ErasureRun): { people: number; others: number; held: number } {
  const sums = { people: 0, others: 0, held: 0 };
  for (const { clock, erased, held } of run.counts) {
    if (clock === ofPeople) sums.people += erased;
    else sums.others += erased;
    sums.held += held;
  }
  return sums;
}

export type RunState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled' | 'stopped';

/** A run that has ended is done; of one whose job is gone nobody knows more than that it did not end. */
export function stateOf(run: ErasureRun): RunState {
  if (run.finished !== undefined) return 'done';
  return run.state === undefined || run.state === 'done' ? 'stopped' : run.state;
}

export function isUnderWay(run: ErasureRun): boolean {
  return stateOf(run) === 'waiting' || stateOf(run) === 'running';
}

/** Days are compared as they are written. */
export function holdState(hold: LegalHold, today: string): 'holding' | 'lifted' | 'over' {
  if (hold.lifted !== undefined) return 'lifted';
  return hold.until < today ? 'over' : 'holding';
}
