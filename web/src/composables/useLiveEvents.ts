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

/** Told of one thing, or, without it, that something may have been missed. */
type Listener<T> = (told?: T) => void;
const records = new Set<Listener<RecordChanged>>();
const teams = new Set<Listener<number>>();

function listen<T>(listeners: Set<Listener<T>>, concerns: (told: T) => boolean, again: () => void): void {
  const listener: Listener<T> = (told) => { if (told === undefined || concerns(told)) again(); };
  listeners.add(listener);
  onScopeDispose(() => listeners.delete(listener));
}

/** Calls `again` when a record that `concerns` the caller was changed elsewhere, or may have been. */
export function onRecordChanged(concerns: (changed: RecordChanged) => boolean, again: () => void): void {
  listen(records, concerns, again);
}

/** Calls `again` when something of a team moved whose grid `concerns` the caller, or may have moved. */
export function onTeamChanged(concerns: (gridId: number) => boolean, again: () => void): void {
  listen(teams, concerns, again);
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
      for (const listener of records) listener(changed);
    });
    source.addEventListener('team', (event) => {
      const { grid_id } = dataOf<{ grid_id: number }>(event);
      for (const listener of teams) listener(grid_id);
    });
    source.addEventListener('reset', () => {
      for (const listener of [...records, ...teams]) listener();
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
