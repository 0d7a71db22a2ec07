import { registerField } from './finding';
import { useI18n } from 'vue-i18n';
import { useFieldText } from '@/components/record/fieldText';

/** The name of a list's field: as the register calls it, as files call it, or the column's own title. */
export function useRowField() {
  const { t, te } = useI18n();
  const { fieldName, fieldValue } = useFieldText();

  function rowField(field: string): string {
    return te(`rosterField.${field}`) ? t(`rosterField.${field}`) : fieldName(registerField(field));
  }

  return { rowField, fieldValue };
}
