// The components of Element Plus that templates use by name; the build imports each where it stands.
import type * as ElementPlus from 'element-plus';

declare module 'vue' {
  interface GlobalComponents {
    ElButton: typeof ElementPlus.ElButton;
    ElCheckbox: typeof ElementPlus.ElCheckbox;
    ElCheckboxGroup: typeof ElementPlus.ElCheckboxGroup;
    ElDatePicker: typeof ElementPlus.ElDatePicker;
    ElDialog: typeof ElementPlus.ElDialog;
    ElInput: typeof ElementPlus.ElInput;
    ElInputNumber: typeof ElementPlus.ElInputNumber;
    ElOption: typeof ElementPlus.ElOption;
    ElPopover: typeof ElementPlus.ElPopover;
    ElSelect: typeof ElementPlus.ElSelect;
  }
}
