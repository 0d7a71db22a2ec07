import { shallowRef } from 'vue';
import { hasStatus } from '@/api/problem';
import { useSubmit } from './useSubmit';

/**
 * Saving over something that someone else may have changed meanwhile. On 412 the other version is read and kept in `theirs`
 * for a side-by-side view; saving again then goes against that version.
 */
export function useEdit<T extends { version: number }>(mine: T, readTheirs: () => Promise<T>) {
  const submit = useSubmit();
  const base = shallowRef<T>(mine);
  const theirs = shallowRef<T | null>(null);

  async function save<A>(content: unknown, act: (version: number, key: string) => Promise<A>): Promise<A | undefined> {
    const answer = await submit.run(content, (key) => act(base.value.version, key));
    if (answer === undefined && hasStatus(submit.error.value, 412)) {
      theirs.value = await readTheirs();
    }
    return answer;
  }

  /** Their version becomes the ground on which one's own change is put. */
  function rebase(): void {
    if (theirs.value) base.value = theirs.value;
    theirs.value = null;
    submit.error.value = null;
  }

  return { ...submit, base, theirs, save, rebase };
}
