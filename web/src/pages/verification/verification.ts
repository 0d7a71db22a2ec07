import type { ChangeCounts, VerificationLine, VerificationReason, VerificationState } from '@/api/types';

export const verificationStates: VerificationState[] = ['to_do', 'task_open', 'could_not', 'confirmed'];

/** What may be said by hand of a door that could not be confirmed; the others follow from tasks by themselves. */
export const reasonsByHand: VerificationReason[] = ['nobody_met', 'no_access', 'vacant', 'address_wrong', 'being_clarified', 'not_reached'];

/** This month and those before it, the newest first: "2026-11". */
export function monthsUpTo(month: string, count: number): string[] {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return Array.from({ length: count }, (_, back) => {
    const at = year * 12 + number - 1 - back;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
}

/** Not yet confirmed and without a reason: what is left to do. */
export function leftOf({ doors, doors_confirmed, could_not }: VerificationLine): number {
  return Math.max(0, doors - doors_confirmed - could_not);
}

export function sumOfChanges({ adds, changes, cancellations }: ChangeCounts): number {
  return adds + changes + cancellations;
}

/** Whole percent; of fewer than twenty no share is told. */
export function percentOf(part: number, whole: number): number | undefined {
  return whole < 20 ? undefined : Math.floor((100 * part) / whole);
}
