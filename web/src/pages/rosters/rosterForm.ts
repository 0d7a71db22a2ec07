import type { ColumnMapping, Upload } from '@/api/types';
import { today } from '@/components/data/time';
import { mappingOf, type Chosen, type FieldChoice } from '@/pages/files/mapping';

export type ScopeKind = 'area' | 'address' | 'organisation';

export interface RosterDraft {
  step: number;
  upload_id: number | null;
  scope: ScopeKind;
  area_id: number | null;
  address_id: number | null;
  organisation_id: number | null;
  /** Nothing is taken for granted: somebody says whether the list names everybody. */
  complete: boolean | null;
  reference_date: string | null;
  source: string;
}

export function newRosterDraft(): RosterDraft {
  return { step: 1, upload_id: null, scope: 'area', area_id: null, address_id: null, organisation_id: null, complete: null, reference_date: today(), source: '' };
}

/** The sheet with most rows, as the server takes it when none is named. */
export function largestSheet(upload: Upload): string {
  return [...upload.sheets].sort((a, b) => b.rows - a.rows)[0]?.name ?? '';
}

/** The fields of people; a list needs a name, and of the rest whatever there is. */
export function rosterFields(upload: Upload): FieldChoice[] {
  return (upload.fields?.residents ?? []).map((field) => ({ ...field, required: field.code === 'name' }));
}

export function chosenOf(mapping: ColumnMapping[], columns: number[]): Chosen {
  return Object.fromEntries(columns.map((column) => [column, mapping.find((one) => one.column === column)?.field ?? null]));
}

/** Whose id the scope names; the own area needs none. */
export function scopeId(draft: RosterDraft): number | null {
  return { area: draft.area_id, address: draft.address_id, organisation: draft.organisation_id }[draft.scope];
}

export function scopeIsChosen(draft: RosterDraft): boolean {
  return draft.scope === 'area' || scopeId(draft) !== null;
}

export interface RosterInput {
  upload_id: number;
  sheet: string;
  mapping: ColumnMapping[];
  scope?: { kind: ScopeKind; id?: number };
  complete: boolean;
  reference_date?: string;
  source?: string;
}

/** What is handed in; what is left to the server is left out. */
export function rosterInput(draft: RosterDraft, sheet: string, chosen: Chosen): RosterInput {
  const id = scopeId(draft);
  return {
    upload_id: draft.upload_id ?? 0,
    sheet,
    mapping: mappingOf(chosen),
    ...(id === null ? {} : { scope: { kind: draft.scope, id } }),
    complete: draft.complete === true,
    ...(draft.reference_date ? { reference_date: draft.reference_date } : {}),
    ...(draft.source.trim() ? { source: draft.source.trim() } : {}),
  };
}
