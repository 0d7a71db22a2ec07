import type { PlanHitRate, PlanYield } from '@/api/types';

export interface RateBar {
  of: 'chosen' | 'random';
  found: number;
  answered: number;
  /** In whole percent; missing where nothing was answered. */
  share?: { value: number; low: number; high: number };
}

const percent = (share: number) => Math.round(100 * share);

function barOf(of: RateBar['of'], { answered, doors_with_errors, share }: PlanYield): RateBar {
  return {
    of,
    found: doors_with_errors,
    answered,
    ...(share ? { share: { value: percent(share.value), low: percent(share.low), high: percent(share.high) } } : {}),
  };
}

/** What chosen doors found, beside what chance found. */
export function rateBars({ chosen, random }: PlanHitRate): RateBar[] {
  return [barOf('chosen', chosen), barOf('random', random)];
}

/** Whether the two can be told apart: nothing is said of a difference before. */
export function verdictOf({ chosen, random, enough }: PlanHitRate): 'few' | 'better' | 'worse' | 'same' {
  if (!enough || !chosen.share || !random.share) return 'few';
  if (chosen.share.low > random.share.high) return 'better';
  return chosen.share.high < random.share.low ? 'worse' : 'same';
}
