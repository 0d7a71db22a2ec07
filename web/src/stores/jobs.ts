import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { useSession } from './session';
import { api } from '@/api/client';
import type { Job } from '@/api/types';

const ended = (job: Job): boolean => job.state === 'done' || job.state === 'failed' || job.state === 'cancelled';
const mostKept = 200; // ids of jobs whose end was seen; more than the server lists

/** Whose ends were seen on this device, by account; null: nothing is known yet. Ids only. */
function seenBefore(key: string): number[] | null {
  const text = localStorage.getItem(key);
  return text === null ? null : (JSON.parse(text) as number[]);
}

/** One's own long work. Live events keep it fresh; whatever ended while one was elsewhere waits as unseen. */
export const useJobs = defineStore('jobs', () => {
  const session = useSession();
  const items = ref<Job[]>([]);
  const seenIds = ref(new Set<number>());
  const key = computed(() => `weige.jobs.seen.${session.session?.account.id}`);
  const unseenItems = computed(() => items.value.filter((job) => ended(job) && !seenIds.value.has(job.id)));
  const unseen = computed(() => unseenItems.value.length);

  let loaded = false;

  function note(ids: number[]): void {
    seenIds.value = new Set([...seenIds.value, ...ids]);
    if (loaded) localStorage.setItem(key.value, JSON.stringify([...seenIds.value].slice(-mostKept)));
  }

  async function load(): Promise<void> {
    items.value = (await api.get('/api/jobs')).items;
    loaded = true;
    note(seenBefore(key.value) ?? items.value.filter(ended).map(({ id }) => id)); // the first time here: old results are no news
  }

  function take(job: Job): void {
    const index = items.value.findIndex((one) => one.id === job.id);
    if (index < 0) items.value.unshift(job);
    else items.value[index] = job;
  }

  /** Its end is seen as it comes: nothing waits. */
  function takeSeen(job: Job): void {
    take(job);
    note([job.id]);
  }

  function seen(): void {
    note(unseenItems.value.map(({ id }) => id));
  }

  return { items, unseen, unseenItems, load, take, takeSeen, seen };
});
