import type { ReportKind, ReportReading } from '@/api/types';

export const reportKinds: ReportKind[] = ['moved_in', 'moved_out', 'starts_work', 'left_work', 'premises'];

export function reportKindOf(text: string): ReportKind | null {
  return reportKinds.find((one) => one === text) ?? null;
}

/** Whether the place is where somebody works, not where somebody lives. */
export function isAtWork(kind: ReportKind | null): boolean {
  return kind === 'starts_work' || kind === 'left_work';
}

export interface ReportDraft {
  line: string;
  kind: ReportKind | null;
  place: string;
  /** Put behind the place that a link stands for. */
  room: string;
  name: string;
  phone: string;
  note: string;
}

export function newReport(place: string, kind: ReportKind | null): ReportDraft {
  return { line: '', kind, place, room: '', name: '', phone: '', note: '' };
}

/** The next one at the same place, of the same kind. */
export function anotherReport({ kind, place, room }: ReportDraft): ReportDraft {
  return { ...newReport(place, kind), room };
}

export interface ReportInput {
  kind: ReportKind;
  place: string;
  name?: string;
  phone?: string;
  note?: string;
}

function filled(fields: Record<string, string>): Record<string, string> {
  const trimmed = Object.entries(fields).map(([field, text]) => [field, text.trim()]);
  return Object.fromEntries(trimmed.filter(([, text]) => text !== '')) as Record<string, string>;
}

/** What is handed in; nothing while it lacks what every report needs. */
export function reportInput({ kind, place, room, name, phone, note }: ReportDraft): ReportInput | null {
  if (kind === null || place.trim() === '') return null;
  return { kind, place: place.trim() + room.trim(), ...filled({ name, phone, note }) };
}

/** A place that begins as the link's does is that place and what stands behind it. */
function placeRead(place: string, at: string): Partial<ReportDraft> {
  if (place === '' || place === at) return {};
  return at !== '' && place.startsWith(at) ? { place: at, room: place.slice(at.length) } : { place, room: '' };
}

/** What goes from a line into the form; what the line does not say stays as it stands there. */
export function takenFrom({ kind, place, name, phone, note }: ReportReading, at: string): Partial<ReportDraft> {
  return { ...(kind ? { kind } : {}), ...placeRead(place, at), ...filled({ name, phone, note }) };
}

/** Whether the line said anything besides what is already known, and what lands in the note. */
export function isUnderstood({ kind, place, name, phone }: ReportReading, at: string): boolean {
  return kind !== undefined || name !== '' || phone !== '' || (place !== '' && place !== at);
}
