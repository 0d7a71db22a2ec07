import { onMounted, onScopeDispose, ref } from 'vue';
import type { Job } from '@/api/types';
import { useApprovals } from '@/stores/approvals';
import { useJobs } from '@/stores/jobs';
import { useSession } from '@/stores/session';

/** Whether the event stream stands; pages that follow long work ask the server themselves while it does not. */
export const live = ref(false);

interface RecordChanged {
  kind: string;
  id: number;
}

type Listener = (changed: RecordChanged) => void;
const listeners = new Set<Listener>();

/** Calls back when a record that someone has open was changed elsewhere. */
export function onRecordChanged(listener: Listener): void {
  listeners.add(listener);
  onScopeDispose(() => listeners.delete(listener));
}

function dataOf<T>(event: Event): T {
  return JSON.parse((event as MessageEvent<string>).data) as T;
}

export function useLiveEvents(): void {
  const jobs = useJobs();
  const approvals = useApprovals();
  const session = useSession();
  let source: EventSource | null = null;

  function open(): void {
    source = new EventSource('/api/events');
    source.onopen = () => { live.value = true; };
    source.onerror = () => { live.value = false; };
    source.addEventListener('job', (event) => { jobs.take(dataOf<Job>(event)); });
    source.addEventListener('change', (event) => {
      const changed = dataOf<RecordChanged>(event);
      for (const listener of listeners) listener(changed);
    });
    source.addEventListener('approval', () => { approvals.tell(); });
    source.addEventListener('signed_out', () => { void session.signInAgain(); });
  }

  onMounted(open);
  onScopeDispose(() => source?.close());
}
