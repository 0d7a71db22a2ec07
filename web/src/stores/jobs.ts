import { defineStore } from 'pinia';
import { ref } from 'vue';
import { api } from '@/api/client';
import type { Job } from '@/api/types';

const ended = (job: Job): boolean => job.state === 'done' || job.state === 'failed' || job.state === 'cancelled';

/** One's own long work. Live events keep it fresh; whatever ends while one is elsewhere waits as unseen. */
export const useJobs = defineStore('jobs', () => {
  const items = ref<Job[]>([]);
  const unseen = ref(0);

  async function load(): Promise<void> {
    items.value = (await api.get('/api/jobs')).items;
  }

  function take(job: Job): void {
    const index = items.value.findIndex((one) => one.id === job.id);
    const before = items.value[index];
    if (index < 0) items.value.unshift(job);
    else items.value[index] = job;
    if (ended(job) && !(before && ended(before))) unseen.value += 1;
  }

  function seen(): void {
    unseen.value = 0;
  }

  return { items, unseen, load, take, seen };
});
