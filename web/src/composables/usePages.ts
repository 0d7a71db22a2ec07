import { computed, ref, shallowRef, watch, type WatchSource } from 'vue';
import { isAbort } from '@/api/problem';

interface Page<T> {
  items: T[];
  next_cursor?: string;
}

/** A list that comes page by page; `source` changing starts it anew. */
export function usePages<T>(read: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>, source: WatchSource<unknown>) {
  const items = shallowRef<T[]>([]);
  const cursor = ref<string>();
  const error = shallowRef<unknown>(null);
  const loading = ref(false);
  const loaded = ref(false);
  let running: AbortController | null = null;

  async function fetchPage(from: string | undefined): Promise<void> {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    loading.value = true;
    try {
      const page = await read(from, mine.signal);
      if (running !== mine) return;
      items.value = from === undefined ? page.items : [...items.value, ...page.items];
      cursor.value = page.next_cursor;
      error.value = null;
      loaded.value = true;
    } catch (problem) {
      if (running === mine && !isAbort(problem)) error.value = problem;
    } finally {
      if (running === mine) loading.value = false;
    }
  }

  const reload = () => fetchPage(undefined);
  const more = async () => {
    if (cursor.value !== undefined && !loading.value) await fetchPage(cursor.value);
  };
  watch(source, () => { void reload(); }, { immediate: true });
  return { items, error, loading, loaded, hasMore: computed(() => cursor.value !== undefined), more, reload };
}
