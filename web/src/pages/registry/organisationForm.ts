import { creditCodeFault, phoneFault } from '@/components/form/rules';
import type { Organisation, OrganisationFields } from '@/api/types';

export type OrganisationField = 'name' | 'credit_code' | 'kind' | 'contact_name' | 'contact_phone';
export const organisationFields: OrganisationField[] = ['name', 'credit_code', 'kind', 'contact_name', 'contact_phone'];

export type OrganisationDraft = Record<OrganisationField, string> & { premises_id: number | null };

export function organisationDraft(from?: Organisation): OrganisationDraft {
  return {
    name: from?.name ?? '',
    credit_code: from?.credit_code ?? '',
    kind: from?.kind ?? '',
    contact_name: from?.contact_name ?? '',
    contact_phone: '',
    premises_id: from?.premises_id ?? null,
  };
}

function textOf(field: OrganisationField, text: string): string | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  return field === 'credit_code' ? trimmed.toUpperCase() : trimmed;
}

/** Only what differs; the phone comes masked, and empty means "as it is". */
export function changedOrganisation(draft: OrganisationDraft, base?: Organisation): OrganisationFields {
  const fields: Record<string, string | number | null> = {};
  for (const field of organisationFields) {
    const value = textOf(field, draft[field]);
    const before = field === 'contact_phone' ? null : (base?.[field] ?? null);
    if (value !== before) fields[field] = value;
  }
  if (draft.premises_id !== (base?.premises_id ?? null)) fields.premises_id = draft.premises_id;
  return fields as OrganisationFields;
}

export function organisationFaults(draft: OrganisationDraft): Partial<Record<OrganisationField, string>> {
  const faults: Partial<Record<OrganisationField, string>> = {};
  const code = draft.credit_code.trim() === '' ? null : creditCodeFault(draft.credit_code);
  if (code) faults.credit_code = code;
  const phone = draft.contact_phone.trim() === '' ? null : phoneFault(draft.contact_phone);
  if (phone) faults.contact_phone = phone;
  return faults;
}
