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

/** Names and values of fields in the user's words. */
export function useFieldText() {
  const { t, te } = useI18n();
  const codes = useCodes();

  function fieldName(field: string): string {
    return te(`field.${field}`) ? t(`field.${field}`) : field;
  }

  function fieldValue(field: string, value: string | null | undefined): string {
    if (!value) return '';
    if (field === 'state') return te(`residence.states.${value}`) ? t(`residence.states.${value}`) : value;
    if (field === 'kind') return te(`residence.kinds.${value}`) ? t(`residence.kinds.${value}`) : codes.label('organisation_kinds', value);
    const list = listOf[field];
    return list ? codes.label(list, value) : value;
  }

  return { fieldName, fieldValue };
}
