import type { Roster } from '@/api/types';
import { isRunning } from '@/composables/useFollow';

/** What is told of rows, that which asks for something first. */
export const answerKinds = ['mend', 'outside', 'taken'] as const;

export type RosterStateKey = 'reading' | 'mend' | 'taken' | 'answered' | 'comparing' | 'compared';

/** How far a list is, in the words of whoever looks: its sender hears of rows to mend, those who decide of the comparison. */
export function rosterState(roster: Roster): { key: RosterStateKey; count: number } {
  const mend = roster.answers?.mend ?? 0;
  if (!roster.answered) return { key: 'reading', count: 0 };
  if (roster.decides && !roster.own) return { key: roster.compared ? 'compared' : 'comparing', count: 0 };
  if (mend > 0) return { key: 'mend', count: mend };
  return { key: roster.report || (roster.answers?.outside ?? 0) > 0 ? 'answered' : 'taken', count: 0 };
}

/** Whether there is something still to come that the page should wait for. */
export function unfinished(roster: Roster | null): boolean {
  if (!roster) return false;
  if (!roster.answered) return !roster.job || isRunning(roster.job);
  return roster.decides && !roster.compared && (!roster.job || isRunning(roster.job));
}

/** Whether the sender's standing rule is still to be carried out on it; lists that came before the rule are not touched by it. */
export function awaitsRule(roster: Roster | null): boolean {
  if (!roster?.compared || !roster.rule?.follows || roster.applied) return false;
  return Date.parse(roster.created_at) > Date.parse(roster.rule.set_at);
}
