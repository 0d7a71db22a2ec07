import { onMounted, onUnmounted, shallowRef } from 'vue';

/** Controls into which nothing is typed: keys act beside them. */
const untyped = /^(radio|checkbox|button|submit|range)$/;

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !untyped.test(target.type);
  return target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName);
}

/** A dialog has keys of its own; behind it nothing may happen. */
function inDialog(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('dialog, [role="dialog"]') !== null;
}

export interface KeyLine {
  key: string;
  /** Key of the message that says what it does. */
  act: string;
}

/** Keys of the page that is open, for the list of keys. */
export const pageKeys = shallowRef<KeyLine[]>([]);

/** Single keys that act while nothing is being typed; `lines` tells of them in the list of keys. */
export function useKeys(keys: Record<string, (event: KeyboardEvent) => void>, lines: KeyLine[] = []): void {
  function pressed(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing(event.target) || inDialog(event.target)) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act(event);
  }
  onMounted(() => {
    addEventListener('keydown', pressed);
    if (lines.length > 0) pageKeys.value = lines;
  });
  onUnmounted(() => {
    removeEventListener('keydown', pressed);
    if (pageKeys.value === lines) pageKeys.value = [];
  });
}
