import type { Finding, FindingCount, FindingKind } from '@/api/types';

/** What needs a person most stands first. */
export const findingKinds: FindingKind[] = ['ambiguous', 'reported', 'changed', 'moved_within', 'moved_in', 'new_person', 'fills_gap', 'gone'];

export type ApplicableKind = Exclude<FindingKind, 'ambiguous' | 'reported' | 'gone'>;

/** Kinds that may go in all at once, the harmless first. */
export const applicableKinds: ApplicableKind[] = ['fills_gap', 'new_person', 'moved_in', 'moved_within', 'changed'];

const overwriting = new Set<FindingKind>(['changed', 'moved_in', 'moved_within', 'gone']);

/** Whether applying it replaces or ends something that stands in the register. */
export function overwrites(kind: FindingKind): boolean {
  return overwriting.has(kind);
}

/** Ticked from the start: only what takes nothing away and adds nobody. */
export function tickedAtFirst(outcomes: Record<string, number>): ApplicableKind[] {
  return (outcomes.fills_gap ?? 0) > 0 ? ['fills_gap'] : [];
}

const outcomeOrder = ['same', 'fills_gap', 'new', 'moved_in', 'moved_within', 'changed', 'ambiguous', 'invalid', 'refused'];
const withoutFinding = new Set(['same', 'invalid', 'refused']);

export interface OutcomePart {
  outcome: string;
  count: number;
  /** The kind of its findings; none where nothing waits for anybody. */
  kind: FindingKind | undefined;
}

export function kindOfOutcome(outcome: string): FindingKind | undefined {
  if (withoutFinding.has(outcome)) return undefined;
  return outcome === 'new' ? 'new_person' : (outcome as FindingKind);
}

/** How the rows of a list came out, in the order of the bar. People who are not on the list are no rows of it. */
export function outcomeParts(outcomes: Record<string, number>): OutcomePart[] {
  return outcomeOrder.map((outcome) => ({ outcome, count: outcomes[outcome] ?? 0, kind: kindOfOutcome(outcome) })).filter(({ count }) => count > 0);
}

export function rowsOf(kind: FindingKind, outcomes: Record<string, number>): number {
  return outcomes[kind === 'new_person' ? 'new' : kind] ?? 0;
}

/** What a file's field is called in the register, where that differs. */
const registerFields: Record<string, string> = { from_day: 'from', to_day: 'to', employed_from: 'from', residence_kind: 'kind' };

export function registerField(field: string): string {
  return registerFields[field] ?? field;
}

export const findingAges = ['week', 'month', 'older'] as const;
export type FindingAge = (typeof findingAges)[number];

const ageDays: Record<FindingAge, { youngest: number; oldest?: number }> = { week: { youngest: 0, oldest: 6 }, month: { youngest: 7, oldest: 29 }, older: { youngest: 30 } };

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);
}

/** The days of the town on which findings of an age were opened; no bound where there is none. */
export function openedWithin(age: FindingAge | undefined, today: string): { opened_from?: string; opened_to?: string } {
  if (age === undefined) return {};
  const { youngest, oldest } = ageDays[age];
  return {
    ...(oldest === undefined ? {} : { opened_from: daysBefore(today, oldest) }),
    ...(youngest === 0 ? {} : { opened_to: daysBefore(today, youngest) }),
  };
}

export interface FindingFilter {
  state: Finding['state'] | undefined;
  kind: FindingKind | undefined;
  area: number | undefined;
  roster: number | undefined;
  age: FindingAge | undefined;
}

/** Whether the counts speak of what a filter shows: they do not know rosters, nor how old a finding is, nor what is decided. */
export function isCounted({ state, roster, age }: FindingFilter): boolean {
  return state === 'open' && roster === undefined && age === undefined;
}

/** How many open findings a filter leaves, as far as the counts can tell. */
export function countOf(counts: FindingCount[], filter: FindingFilter): number | undefined {
  if (!isCounted(filter)) return undefined;
  const { kind, area } = filter;
  return counts.filter((one) => (!kind || one.kind === kind) && (!area || one.area_id === area)).reduce((sum, one) => sum + one.open, 0);
}

function openOf(counts: FindingCount[], kind: FindingKind | undefined, area: number | undefined): number {
  return countOf(counts, { state: 'open', kind, area, roster: undefined, age: undefined }) ?? 0;
}

/** Counts by kind, in the order of the kinds, within an area. */
export function countsByKind(counts: FindingCount[], area: number | undefined): { kind: FindingKind; open: number }[] {
  return findingKinds.map((kind) => ({ kind, open: openOf(counts, kind, area) }));
}

/** Areas in which something is open, those with most first. */
export function countsByArea(counts: FindingCount[], kind: FindingKind | undefined): { area: number; open: number }[] {
  const areas = [...new Set(counts.map((one) => one.area_id))];
  return areas.map((area) => ({ area, open: openOf(counts, kind, area) })).filter(({ open }) => open > 0).sort((a, b) => b.open - a.open);
}
