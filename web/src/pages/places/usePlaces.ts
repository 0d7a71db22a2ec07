import { computed, shallowRef } from 'vue';
import { usePages } from '@/composables/usePages';
import { useUrlState } from '@/composables/useUrlState';

interface Versioned {
  id: number;
}

/** A list whose members change while it is looked at: what was done to one is seen at once, where it stands. */
export function usePlaces<T extends Versioned>(read: (cursor: string | undefined, signal: AbortSignal) => Promise<{ items: T[]; next_cursor?: string }>, source: () => unknown) {
  const changed = shallowRef(new Map<number, T>());
  const pages = usePages<T>((cursor, signal) => {
    if (cursor === undefined) changed.value = new Map();
    return read(cursor, signal);
  }, source);
  const items = computed(() => pages.items.value.map((one) => changed.value.get(one.id) ?? one));

  function put(one: T): void {
    changed.value = new Map(changed.value).set(one.id, one);
  }
  return { ...pages, items, put };
}

/** Where and when, as the address says it: a cell of the duty board leads to its records. */
export function usePlaceFilter() {
  const area = useUrlState('area');
  const month = useUrlState('month');
  const query = computed(() => ({ area_id: area.value ? Number(area.value) : undefined, month: month.value }));
  return { area, month, query };
}
