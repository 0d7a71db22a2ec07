import { computed, reactive } from 'vue';
import { useLoad } from './useLoad';
import { useSubmit } from './useSubmit';
import { api } from '@/api/client';
import { ProblemError } from '@/api/problem';
import { useSession } from '@/stores/session';

/** The text that is signed now, and signing it: on the page before anything else, and in the dialog that a refused request raises. */
export function useUndertaking() {
  const store = useSession();
  const text = useLoad((signal) => api.get('/api/undertaking', { signal }));
  const form = reactive({ agreed: false, name: '' });
  const { busy, error, fieldErrors, run } = useSubmit();
  const ready = computed(() => text.data.value !== null && form.agreed && form.name.trim() !== '');

  /** Whether it was signed; another text than the one that was read is read first. */
  async function sign(): Promise<boolean> {
    const version = text.data.value?.version;
    if (!ready.value || version === undefined) return false;
    const body = { version, name: form.name.trim() };
    const signed = await run(body, (key) => store.signUndertaking(body, key).then(() => true));
    if (!signed && error.value instanceof ProblemError && error.value.problem.code === 'undertaking-outdated') {
      form.agreed = false;
      await text.reload();
    }
    return signed ?? false;
  }

  return { text, form, ready, busy, error, fieldErrors, sign };
}
