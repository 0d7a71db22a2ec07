import { ref, shallowRef, watch } from 'vue';
import type { OperationResult } from '@/api/types';
import { useSubmit } from './useSubmit';

/** What is too much to wait for goes on as a job. */
interface Submitted {
  job_id: number;
}

type Act = (preview: boolean, key: string) => Promise<OperationResult | Submitted>;

/** An operation that is shown in numbers first and done on the second press; changing what is asked for starts over. */
export function useOperation(content: () => unknown, act: Act) {
  const { busy, error, fieldErrors, run } = useSubmit();
  const preview = shallowRef<OperationResult | null>(null);
  const done = ref(false);
  const jobId = ref<number | null>(null);
  watch(content, () => { preview.value = null; }, { deep: true });

  async function press(): Promise<void> {
    const asPreview = preview.value === null;
    const result = await run({ asPreview, content: content() }, (key) => act(asPreview, key));
    if (!result) return;
    if ('job_id' in result) jobId.value = result.job_id;
    else if (asPreview) preview.value = result;
    else done.value = true;
  }

  return { busy, error, fieldErrors, preview, done, jobId, press };
}
