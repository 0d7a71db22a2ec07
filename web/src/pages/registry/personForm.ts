import { dayFault, idNumberFault, phoneFault } from '@/components/form/rules';
import type { Person, PersonField, PersonFields } from '@/api/types';

export const personFields: PersonField[] = ['name', 'document_type', 'document_number', 'sex', 'birth_date', 'phone', 'category', 'registered_place'];

/** These come masked; a form starts with them empty, and empty means "as it is". */
export const maskedFields: PersonField[] = ['document_number', 'phone'];

export type PersonDraft = Record<PersonField, string>;

/** What is shown of somebody, wherever it comes from. */
export type PersonShown = Pick<Person, PersonField>;

export function emptyPerson(): PersonDraft {
  return { name: '', document_type: 'resident_id', document_number: '', sex: '', birth_date: '', phone: '', category: '', registered_place: '' };
}

export function shownValue(person: PersonShown, field: PersonField): string {
  return person[field] ?? '';
}

export function draftOf(person: PersonShown): PersonDraft {
  const draft = emptyPerson();
  for (const field of personFields) draft[field] = maskedFields.includes(field) ? '' : shownValue(person, field);
  return draft;
}

function valueOf(field: PersonField, text: string): string | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  return field === 'document_number' ? trimmed.toUpperCase() : trimmed;
}

/** Only what differs from the ground goes to the server. */
export function changedFields(draft: PersonDraft, base: PersonShown): PersonFields {
  const fields: Record<string, string | null> = {};
  for (const field of personFields) {
    const value = valueOf(field, draft[field]);
    if (maskedFields.includes(field) ? value !== null : value !== (shownValue(base, field) || null)) fields[field] = value;
  }
  return fields as PersonFields;
}

export function newFields(draft: PersonDraft): PersonFields {
  const fields: Record<string, string> = {};
  for (const field of personFields) {
    const value = valueOf(field, draft[field]);
    if (value !== null) fields[field] = value;
  }
  return fields as PersonFields;
}

const idCards = ['resident_id', ''];

/** Keys of what is wrong with the format, by field. */
export function formatFaults(draft: PersonDraft): Partial<Record<PersonField, string>> {
  const faults: Partial<Record<PersonField, string>> = {};
  const check = (field: PersonField, rule: (text: string) => string | null): void => {
    const fault = draft[field].trim() === '' ? null : rule(draft[field]);
    if (fault) faults[field] = fault;
  };
  if (idCards.includes(draft.document_type)) check('document_number', idNumberFault);
  check('phone', phoneFault);
  check('birth_date', dayFault);
  check('name', (text) => (/\d/.test(text) ? 'rule.name' : null));
  return faults;
}

