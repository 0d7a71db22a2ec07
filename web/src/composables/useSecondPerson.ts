import { computed, ref, watch, type ShallowRef } from 'vue';
import { ProblemError } from '@/api/problem';

/** Some acts wait for a second person: the server says so when it is sent without a reason, which is asked for then. */
export function useSecondPerson(error: ShallowRef<unknown>, name: 'reason' | 'why' = 'reason') {
  const wanted = ref(false);
  const reason = ref('');
  const ready = computed(() => !wanted.value || reason.value.trim() !== '');

  watch(error, (problem) => {
    if (problem instanceof ProblemError && problem.problem.code === 'approval-needed') wanted.value = true;
  });

  /** What goes into the body; nothing while nobody has asked for a reason. */
  function sent(): { reason?: string; why?: string } {
    return wanted.value ? { [name]: reason.value.trim() } : {};
  }

  return { wanted, reason, ready, sent };
}
