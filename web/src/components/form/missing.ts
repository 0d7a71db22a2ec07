/** Controls of Element Plus keep what was chosen in a sibling of their input, not in the input. */
function isEmpty(field: HTMLElement): boolean {
  if (field.querySelector('.el-select__wrapper')) return field.querySelector('.el-select__placeholder:not(.is-transparent), .el-tag') === null;
  if (field.querySelector('[type=radio]')) return field.querySelector(':checked') === null;
  const control = field.querySelector<HTMLInputElement>('input, textarea, select');
  return control !== null && control.value.trim() === '';
}

/** The required fields of a form that are still empty, in their order on the page. */
export function missingFields(form: HTMLElement): HTMLElement[] {
  return [...form.querySelectorAll<HTMLElement>('.field[data-required]')].filter(isEmpty);
}

export function labelOf(field: HTMLElement): string {
  return field.dataset.required ?? '';
}

export function focusControl(field: HTMLElement | undefined): void {
  field?.querySelector<HTMLElement>('input, textarea, select')?.focus();
}
