import { shallowRef, type Ref } from 'vue';
import type { PocketState } from './pocketLine';
import { onlyNewer } from './pocketLine';
import { api } from '@/api/client';
import type { PocketLine, PocketScope } from '@/api/types';
import { useEdit } from '@/composables/useEdit';
import { usePages } from '@/composables/usePages';

export interface ScopeCount {
  scope: PocketScope;
  listed: number;
  oldest: string;
}

/** A sender's own people, page by page, and how many stand on each list. */
export function usePocket(state: Ref<PocketState>) {
  const scopes = shallowRef<ScopeCount[]>([]);
  const pages = usePages<PocketLine>(async (cursor, signal) => {
    const page = await api.get('/api/pocket', { query: { state: state.value, cursor, limit: 100 }, signal });
    scopes.value = page.scopes;
    return page;
  }, state);
  const { items, hasMore } = pages;

  async function count(): Promise<void> {
    const page = await api.get('/api/pocket', { query: { state: 'listed', limit: 1 } }).catch(() => null); // the counts wait for better times
    if (page) scopes.value = page.scopes;
  }

  /** A line as it is now, in its place; a new one at the end, when that has been read. */
  async function put(line: PocketLine): Promise<void> {
    const fits = line.state === state.value;
    const known = items.value.some(({ id }) => id === line.id);
    if (known) items.value = items.value.flatMap((one) => (one.id !== line.id ? [one] : fits ? [line] : []));
    else if (fits && !hasMore.value) items.value = [...items.value, line];
    await count();
  }

  return { ...pages, scopes, put };
}

/** A line as it is now. It cannot be asked for alone, so the list is read until it comes. */
export async function readLine(id: number): Promise<PocketLine> {
  let cursor: string | undefined;
  do {
    const page = await api.get('/api/pocket', { query: { cursor, limit: 500 } });
    const line = page.items.find((one) => one.id === id);
    if (line) return line;
    cursor = page.next_cursor;
  } while (cursor !== undefined);
  throw new Error('the line is gone');
}

/** Telling something of a line. Where it was only told anew meanwhile, with the same words, one's own goes in without asking. */
export function usePocketEdit(line: PocketLine) {
  const edit = useEdit(line, () => readLine(line.id));

  async function tell(content: unknown, act: (version: number, key: string) => Promise<PocketLine>): Promise<PocketLine | undefined> {
    const told = await edit.save(content, act);
    const { theirs, base } = edit;
    if (told || !theirs.value || !onlyNewer(theirs.value, base.value)) return told;
    edit.rebase();
    return tell(content, act);
  }

  return { ...edit, tell };
}
