import type { PocketLine } from '@/api/types';

export const pocketFields = ['name', 'document_number', 'phone', 'address'] as const;
export type PocketField = (typeof pocketFields)[number];
export type PocketDraft = Record<PocketField, string>;
export type PocketState = PocketLine['state'];

export function emptyLine(): PocketDraft {
  return { name: '', document_number: '', phone: '', address: '' };
}

/** The number comes masked: it starts empty, and empty means "as it is". */
export function draftOfLine({ name, phone, address }: PocketLine): PocketDraft {
  return { name, document_number: '', phone, address };
}

function valueOf(field: PocketField, text: string): string {
  return field === 'document_number' ? text.trim().toUpperCase() : text.trim();
}

/** Only what differs from the line goes to the server. */
export function changedLine(draft: PocketDraft, base: PocketLine): Partial<PocketDraft> {
  const values = pocketFields.map((field) => [field, valueOf(field, draft[field])] as const);
  return Object.fromEntries(values.filter(([field, value]) => (field === 'document_number' ? value !== '' : value !== base[field])));
}

/** What is left empty is not sent. */
export function newLine(draft: PocketDraft): Partial<PocketDraft> & { name: string } {
  const values = pocketFields.map((field) => [field, valueOf(field, draft[field])] as const);
  return { name: '', ...Object.fromEntries(values.filter(([, value]) => value !== '')) };
}

/** Whether a name stands there, and something beside it by which to know who it is. */
export function tellsWho(draft: PocketDraft, known?: PocketLine): boolean {
  const beside = [draft.document_number, known?.document_number, draft.phone, draft.address];
  return draft.name.trim() !== '' && beside.some((text) => (text ?? '').trim() !== '');
}

/** Another version with the same words: a list has told of the line anew, nobody has changed it. */
export function onlyNewer(theirs: PocketLine, mine: PocketLine): boolean {
  return theirs.version !== mine.version && theirs.state === mine.state && pocketFields.every((field) => theirs[field] === mine[field]);
}

export function lineText({ name, document_number, phone, address }: PocketLine): string {
  return [name, document_number, phone, address].filter(Boolean).join(' ');
}
