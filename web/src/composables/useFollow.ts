import { onScopeDispose, watch, type Ref } from 'vue';
import type { Job } from '@/api/types';
import { live } from './useLiveEvents';
import { useJobs } from '@/stores/jobs';

const pollEvery = 2000; // ms, only while the event stream is down

export function isRunning(job: Job | undefined): boolean {
  return job?.state === 'running' || job?.state === 'waiting';
}

/** Calls `refresh` whenever the job moves: told by live events, or asked for while those are not to be had. */
export function useFollow(job: Ref<Job | undefined>, refresh: () => Promise<void>): void {
  const jobs = useJobs();
  let last = 0;

  function moved(): void {
    const now = Date.now();
    const current = jobs.items.find((one) => one.id === job.value?.id);
    if (isRunning(current) && now - last < 500) return;
    last = now;
    void refresh();
  }

  watch(() => {
    const one = jobs.items.find((item) => item.id === job.value?.id);
    return `${one?.state ?? ''}:${one?.done ?? ''}`;
  }, moved);

  const timer = setInterval(() => {
    if (!live.value && isRunning(job.value)) void refresh();
  }, pollEvery);
  onScopeDispose(() => { clearInterval(timer); });
}
