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

/** What stands in the record now, for whoever says what should stand there. */
export function standing(record: ResidentRecord, field: RequestDraft['field'], worded: (code: Code) => string): string {
  switch (field) {
    case 'document': return [record.document_type ? worded(record.document_type) : '', record.document_number ?? ''].filter(Boolean).join(' ');
    case 'sex': return record.sex ? worded(record.sex) : '';
    case 'category': return record.category ? worded(record.category) : '';
    case 'name': case 'birth_date': case 'phone': case 'registered_place': return record[field] ?? '';
    case 'residence': return record.residences.filter(({ to }) => to === undefined).map(({ address }) => address).join('\n');
    case 'employment': return record.employments.filter(({ to }) => to === undefined).map(({ organisation_name }) => organisation_name).join('\n');
    default: return '';
  }
}
