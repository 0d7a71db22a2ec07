import type { Code, ResidentRecord, ResidentRequestField, ResidentRequestKind } from '@/api/types';

export const requestKinds: ResidentRequestKind[] = ['correction', 'erasure', 'complaint', 'suggestion'];
export const requestFields: ResidentRequestField[] = ['name', 'document', 'sex', 'birth_date', 'phone', 'registered_place', 'category', 'residence', 'employment', 'readings', 'other'];

export interface RequestDraft {
  kind: ResidentRequestKind | '';
  field: ResidentRequestField | '';
  text: string;
}

export interface RequestInput {
  kind: ResidentRequestKind;
  field?: ResidentRequestField;
  text: string;
}

export function newDraft(): RequestDraft {
  return { kind: '', field: '', text: '' };
}

/** What of the record may be named: something to correct or erase has to be, a complaint may be about it, a suggestion is about none of it. */
export function fieldsFor(kind: RequestDraft['kind']): ResidentRequestField[] {
  if (kind === '' || kind === 'suggestion') return [];
  return kind === 'complaint' ? requestFields : requestFields.filter((field) => field !== 'readings');
}

export function wantsField(kind: RequestDraft['kind']): boolean {
  return kind === 'correction' || kind === 'erasure';
}

/** What is sent; null while something is wanting. */
export function requestInput({ kind, field, text }: RequestDraft): RequestInput | null {
  const said = text.trim();
  if (kind === '' || said === '' || (wantsField(kind) && field === '')) return null;
  return { kind, ...(field !== '' && fieldsFor(kind).includes(field) ? { field } : {}), text: said };
}

type Worded = (code: Code) => string;

const ended = ({ to }: { to?: string }) => to !== undefined;
const lines: Partial<Record<ResidentRequestField, (record: ResidentRecord, worded: Worded) => (string | undefined)[]>> = {
  name: ({ name }) => [name],
  document: ({ document_type, document_number }, worded) => [document_type && worded(document_type), document_number],
  sex: ({ sex }, worded) => [sex && worded(sex)],
  birth_date: ({ birth_date }) => [birth_date],
  phone: ({ phone }) => [phone],
  registered_place: ({ registered_place }) => [registered_place],
  category: ({ category }, worded) => [category && worded(category)],
  residence: ({ residences }) => residences.filter((one) => !ended(one)).map(({ address }) => address),
  employment: ({ employments }) => employments.filter((one) => !ended(one)).map(({ organisation_name }) => organisation_name),
};

/** What stands in the record now, a line each, for whoever says what should stand there; '' where nothing does. */
export function standing(record: ResidentRecord, field: RequestDraft['field'], worded: Worded): string {
  const told = field === '' ? [] : (lines[field]?.(record, worded) ?? []);
  return told.filter(Boolean).join('\n');
}
