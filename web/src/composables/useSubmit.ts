import { ref, shallowRef } from 'vue';
import { newKey } from '@/api/client';
import { ConnectionError, ProblemError, type FieldError } from '@/api/problem';

/**
 * One submission: busy while it runs, its errors by field, its idempotency key kept while the same content is sent again
 * (a lost answer must not make a second record).
 */
export function useSubmit() {
  const busy = ref(false);
  const error = shallowRef<unknown>(null);
  const fieldErrors = shallowRef<FieldError[]>([]);
  let key = newKey();
  let sentContent = '';

  function keyFor(content: unknown): string {
    const text = JSON.stringify(content);
    if (text !== sentContent) key = newKey();
    sentContent = text;
    return key;
  }

  function fail(problem: unknown): void {
    error.value = problem;
    fieldErrors.value = problem instanceof ProblemError ? problem.fieldErrors : [];
    const outcomeUnknown = problem instanceof ConnectionError;
    if (!outcomeUnknown) sentContent = '';
  }

  async function run<T>(content: unknown, act: (key: string) => Promise<T>): Promise<T | undefined> {
    if (busy.value) return undefined;
    busy.value = true;
    error.value = null;
    fieldErrors.value = [];
    try {
      const answer = await act(keyFor(content));
      sentContent = '';
      return answer;
    } catch (problem) {
      fail(problem);
      return undefined;
    } finally {
      busy.value = false;
    }
  }

  return { busy, error, fieldErrors, run };
}
