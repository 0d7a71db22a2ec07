import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { useSession } from './session';
import { api } from '@/api/client';

const rights = ['approvals.exports', 'approvals.erasures', 'approvals.grants', 'self_check.read'];
const mostCounted = 100;

/** What waits for the acting post to approve, or to object to. Live events keep it fresh; `moved` counts them, so that whatever is open reads anew. */
export const useApprovals = defineStore('approvals', () => {
  const session = useSession();
  const waiting = ref(0);
  const moved = ref(0);
  const decides = computed(() => rights.some((right) => session.may(right)));

  async function load(): Promise<void> {
    if (!decides.value) {
      waiting.value = 0;
      return;
    }
    const { items } = await api.get('/api/approvals', { query: { view: 'waiting', limit: mostCounted } });
    waiting.value = items.length;
  }

  function tell(): void {
    moved.value += 1;
    load().catch(() => undefined); // the next event or page asks again
  }

  return { waiting, moved, decides, load, tell };
});
