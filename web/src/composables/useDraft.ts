import { onScopeDispose, reactive, toRaw, watch } from 'vue';

const prefix = 'weige.draft.';

function stored<T extends object>(key: string): T | null {
  const text = sessionStorage.getItem(prefix + key);
  if (text === null) return null;
  try {
    return JSON.parse(text) as T;
  } catch {
    return null;
  }
}

/** What is typed into a form outlives a reload of the tab; it ends with the tab, with saving and with signing out. */
export function useDraft<T extends object>(key: string, initial: () => T) {
  const kept = stored<T>(key);
  const draft = reactive({ ...initial(), ...kept }) as T;
  let keeping = true;

  const stop = watch(draft, () => {
    if (keeping) sessionStorage.setItem(prefix + key, JSON.stringify(toRaw(draft)));
  });
  onScopeDispose(stop);

  function clear(): void {
    keeping = false;
    sessionStorage.removeItem(prefix + key);
  }

  function reset(): void {
    Object.assign(draft, initial());
    sessionStorage.removeItem(prefix + key);
  }

  return { draft, restored: kept !== null, clear, reset };
}

export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(prefix)) sessionStorage.removeItem(key);
  }
}
