import { defineStore } from 'pinia';
import { ref } from 'vue';
import { useSession } from './session';
import { api } from '@/api/client';

/** How many requests of residents wait for the acting post's answer; asked for anew when a page that shows or changes them is opened. */
export const useRequests = defineStore('requests', () => {
  const session = useSession();
  const open = ref(0);
  const overdue = ref(0);

  async function load(): Promise<void> {
    const counts = session.may('request.handle') ? await api.get('/api/resident-requests/counts') : { open: 0, overdue: 0 };
    open.value = counts.open;
    overdue.value = counts.overdue;
  }

  return { open, overdue, load };
});
