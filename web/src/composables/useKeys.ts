import { onMounted, onUnmounted } from 'vue';

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** Single keys that act while nothing is being typed. */
export function useKeys(keys: Record<string, () => void>): void {
  function pressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }
  onMounted(() => { addEventListener('keydown', pressed); });
  onUnmounted(() => { removeEventListener('keydown', pressed); });
}
