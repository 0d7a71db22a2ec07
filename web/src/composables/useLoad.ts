import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef, type WatchSource } from 'vue';
import { isAbort } from '@/api/problem';

export interface Loaded<T> {
  data: ShallowRef<T | null>;
  error: ShallowRef<unknown>;
  loading: Ref<boolean>;
  reload: () => Promise<void>;
}

/** Reads something now and whenever `source` changes; an answer that has been overtaken is dropped. */
export function useLoad<T>(read: (signal: AbortSignal) => Promise<T>, source: WatchSource<unknown> = () => 0): Loaded<T> {
  const data = shallowRef<T | null>(null);
  const error = shallowRef<unknown>(null);
  const loading = ref(false);
  let running: AbortController | null = null;

  async function reload(): Promise<void> {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    loading.value = true;
    try {
      const answer = await read(mine.signal);
      if (running !== mine) return;
      data.value = answer;
      error.value = null;
    } catch (problem) {
      if (running === mine && !isAbort(problem)) error.value = problem;
    } finally {
      if (running === mine) loading.value = false;
    }
  }

  watch(source, () => { void reload(); }, { immediate: true });
  onScopeDispose(() => running?.abort());
  return { data, error, loading, reload };
}
