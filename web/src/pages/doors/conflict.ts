import type { Door, DoorResident, VisitResident } from '@/api/types';
import type { DoorDraft } from './visit';

export type Theirs = 'same' | 'confirmed' | 'changed' | 'gone' | 'new';

export interface ConflictLine {
  id: number;
  name: string;
  theirs: Theirs;
  mine: VisitResident['answer'] | 'unknown';
}

function whatBecame(before: DoorResident | undefined, now: DoorResident | undefined): Theirs {
  if (!now) return 'gone';
  if (!before) return 'new';
  if (before.person_version !== now.person_version || before.state !== now.state || before.relation !== now.relation) return 'changed';
  return before.confirmed_at === now.confirmed_at ? 'same' : 'confirmed';
}

/** Resident by resident: what the other visit made of it, beside what one has typed oneself. */
export function conflictLines(before: Door, now: Door, draft: DoorDraft): ConflictLine[] {
  const of = (door: Door, id: number) => door.residents.find(({ residence_id }) => residence_id === id);
  const everybody = [...before.residents, ...now.residents.filter(({ residence_id }) => !of(before, residence_id))];
  const lines = everybody.map(({ residence_id: id, name }): ConflictLine => {
    const theirs = whatBecame(of(before, id), of(now, id));
    return { id, name, theirs, mine: theirs === 'new' ? 'unknown' : (draft.residents[id] ?? 'here') };
  });
  return lines.filter(({ theirs, mine }) => theirs !== 'same' || mine !== 'here');
}

function kept<T>(answers: Record<string, T>, ids: readonly number[]): Record<string, T> {
  return Object.fromEntries(Object.entries(answers).filter(([id]) => ids.includes(Number(id))));
}

/** What was typed, as far as it still fits the door as it is now. */
export function fitted(draft: DoorDraft, now: Door): DoorDraft {
  const residents = now.residents.map(({ residence_id }) => residence_id);
  return {
    ...draft,
    residents: kept(draft.residents, residents),
    lastDays: kept(draft.lastDays, residents),
    corrections: kept(draft.corrections, residents),
    organisations: kept(draft.organisations, now.organisations.map(({ id }) => id)),
    findings: kept(draft.findings, now.findings.map(({ id }) => id)),
  };
}
