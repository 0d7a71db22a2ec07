import { onScopeDispose, ref, watch, type Ref, type WatchSource } from 'vue';

/** Follows a value once it has stood still for a while. */
export function useDebounced<T>(source: WatchSource<T>, milliseconds: number, initial: T): { value: Ref<T>; now: (value: T) => void } {
  const value = ref(initial) as Ref<T>;
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(source, (next) => {
    clearTimeout(timer);
    timer = setTimeout(() => { value.value = next; }, milliseconds);
  });
  onScopeDispose(() => { clearTimeout(timer); });
  return {
    value,
    now: (next) => {
      clearTimeout(timer);
      value.value = next;
    },
  };
}
