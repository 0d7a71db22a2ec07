import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { api } from '@/api/client';
import type { DoorPlan } from '@/api/types';
import { withState, type DoorState } from '@/pages/doors/walk';

/** Today's doors of a post, kept while one goes from door to door. */
export const usePlan = defineStore('plan', () => {
  const plan = shallowRef<DoorPlan | null>(null);
  /** Of another post than the acting one. */
  const post = ref<number>();
  const doors = computed(() => plan.value?.doors ?? []);

  async function load(of?: number, signal?: AbortSignal): Promise<DoorPlan> {
    const read = await api.get('/api/plans/today', { query: { post_id: of }, ...(signal ? { signal } : {}) });
    post.value = of;
    plan.value = read;
    return read;
  }

  /** minutes: how long the day is; doors that nobody has been to are chosen anew where it is another length than before. */
  async function make(minutes?: number): Promise<void> {
    const body = { ...(post.value === undefined ? {} : { post_id: post.value }), ...(minutes === undefined ? {} : { minutes }) };
    plan.value = await api.post('/api/plans/today', { body });
  }

  async function more(count: number, key: string): Promise<void> {
    const body = { doors: count, ...(post.value === undefined ? {} : { post_id: post.value }) };
    plan.value = await api.post('/api/plans/today/more', { key, body });
  }

  function answered(premises: number, state: DoorState): void {
    if (plan.value) plan.value = withState(plan.value, premises, state);
  }

  return { plan, post, doors, load, make, more, answered };
});
