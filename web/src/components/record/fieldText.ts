import { useI18n } from 'vue-i18n';
import { useCodes } from '@/stores/codes';

const listOf: Record<string, string> = {
  document_type: 'document_types',
  sex: 'sexes',
  category: 'categories',
  use: 'premises_uses',
  label: 'premises_labels',
  evidence: 'label_evidence',
  level: 'address_levels',
  relation: 'relations',
};

/** What only ties rows together: whom and where a change is about, its place on the page says. */
const ties = ['person_id', 'premises_id', 'organisation_id', 'address_id', 'parent_id', 'merged_into'];

const flags = ['residential', 'lives_at_registered'];

export function isTie(field: string): boolean {
  return ties.includes(field);
}

/** Names and values of fields in the user's words. */
export function useFieldText() {
  const { t, te } = useI18n();
  const codes = useCodes();

  function fieldName(field: string, subject?: string): string {
    if (subject === 'organisation' && te(`field.organisation_${field}`)) return t(`field.organisation_${field}`);
    return te(`field.${field}`) ? t(`field.${field}`) : field;
  }

  function worded(key: string, otherwise: string): string {
    return te(key) ? t(key) : otherwise;
  }

  /** A residence has states of its own; other records are current, or no longer. */
  function stateText(subject: string | undefined, value: string): string {
    return worded(subject === 'residence' ? `residence.states.${value}` : `recordState.${value}`, value);
  }

  function fieldValue(field: string, value: string | null | undefined, subject?: string): string {
    if (!value) return '';
    if (field === 'state') return stateText(subject, value);
    if (field === 'kind') return worded(`residence.kinds.${value}`, codes.label('organisation_kinds', value));
    if (field === 'area_id') return codes.areaName(Number(value)) || value;
    if (flags.includes(field)) return t(`flag.${field}.${value === '1' || value === 'true' ? 'yes' : 'no'}`);
    const list = listOf[field];
    return list ? codes.label(list, value) : value;
  }

  return { fieldName, fieldValue };
}
