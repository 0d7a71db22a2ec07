import { onScopeDispose, readonly, ref, type Ref } from 'vue';

/** Whether the window is narrower than so many pixels; follows turning and resizing. */
export function useNarrow(pixels: number): Readonly<Ref<boolean>> {
  const query = matchMedia(`(max-width: ${pixels - 1}px)`);
  const narrow = ref(query.matches);
  const follow = ({ matches }: MediaQueryListEvent): void => { narrow.value = matches; };
  query.addEventListener('change', follow);
  onScopeDispose(() => { query.removeEventListener('change', follow); });
  return readonly(narrow);
}
