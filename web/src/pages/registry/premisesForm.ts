import { phoneFault } from '@/components/form/rules';
import type { Premises, PremisesEdit } from '@/api/types';

export const premisesTexts = ['use', 'owner_name', 'owner_phone', 'agent_name', 'agent_phone'] as const;
export type PremisesText = (typeof premisesTexts)[number];
export type PremisesDraft = Record<PremisesText, string> & { headcount_limit: number | null };

export const maskedPremises: PremisesText[] = ['owner_phone', 'agent_phone'];

export function premisesDraft(from: Premises): PremisesDraft {
  return {
    use: from.use,
    owner_name: from.owner_name ?? '',
    owner_phone: '',
    agent_name: from.agent_name ?? '',
    agent_phone: '',
    headcount_limit: from.headcount_limit ?? null,
  };
}

/** Only what differs; phones come masked, and empty means "as it is". */
export function changedPremises(draft: PremisesDraft, base: Premises): PremisesEdit {
  const fields: Record<string, string | number | null> = {};
  for (const field of premisesTexts) {
    const value = draft[field].trim() || null;
    const before = maskedPremises.includes(field) ? null : (base[field] ?? null);
    if (value !== before) fields[field] = value;
  }
  if (draft.headcount_limit !== (base.headcount_limit ?? null)) fields.headcount_limit = draft.headcount_limit;
  return fields as PremisesEdit;
}

export function premisesFaults(draft: PremisesDraft): Partial<Record<PremisesText, string>> {
  const faults: Partial<Record<PremisesText, string>> = {};
  for (const field of maskedPremises) {
    const fault = draft[field].trim() === '' ? null : phoneFault(draft[field]);
    if (fault) faults[field] = fault;
  }
  return faults;
}
