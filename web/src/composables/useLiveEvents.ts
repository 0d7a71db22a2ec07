import { onMounted, onScopeDispose, ref } from 'vue';
import { send, sendThrough } from '@/api/client';
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

type TeamListener = (gridId: number) => void;
const teamListeners = new Set<TeamListener>();

/** Calls back when something of one's team moved. */
export function onTeamChanged(listener: TeamListener): void {
  teamListeners.add(listener);
  onScopeDispose(() => teamListeners.delete(listener));
}

function dataOf<T>(event: Event): T {
  return JSON.parse((event as MessageEvent<string>).data) as T;
}

const address = '/api/events';
const askAgainAfter = 30_000;

/** Whether it may be listened to; what stands in the way is asked for first, as with any request. */
async function mayListen(): Promise<boolean> {
  const only = new AbortController();
  try {
    const init = { headers: { accept: 'text/event-stream' }, signal: only.signal };
    return (await sendThrough(`get ${address}`, () => send(address, init))).ok;
  } catch {
    return false;
  } finally {
    only.abort(); // the stream itself is the browser's
  }
}

export function useLiveEvents(): void {
  const jobs = useJobs();
  const approvals = useApprovals();
  const session = useSession();
  let source: EventSource | null = null;
  let later: ReturnType<typeof setTimeout> | undefined;
  let left = false;

  /** A browser gives a stream up for good that was refused. */
  async function openAgain(): Promise<void> {
    const may = await mayListen();
    if (left) return;
    if (may) open();
    else later = setTimeout(() => { void openAgain(); }, askAgainAfter);
  }

  function open(): void {
    source = new EventSource(address);
    source.onopen = () => { live.value = true; };
    source.onerror = (event) => {
      live.value = false;
      if ((event.target as EventSource).readyState === EventSource.CLOSED) void openAgain();
    };
    source.addEventListener('job', (event) => { jobs.take(dataOf<Job>(event)); });
    source.addEventListener('change', (event) => {
      const changed = dataOf<RecordChanged>(event);
      for (const listener of listeners) listener(changed);
    });
    source.addEventListener('team', (event) => {
      const { grid_id } = dataOf<{ grid_id: number }>(event);
      for (const listener of teamListeners) listener(grid_id);
    });
    source.addEventListener('approval', () => { approvals.tell(); });
    source.addEventListener('account', () => { session.load().catch(() => undefined); });
    source.addEventListener('signed_out', () => { void session.signInAgain(); });
  }

  onMounted(open);
  onScopeDispose(() => {
    left = true;
    clearTimeout(later);
    source?.close();
  });
}
