import { computed, effectScope, shallowRef, watch } from 'vue';
import { api, newKey } from '@/api/client';
import { ConnectionError, ProblemError } from '@/api/problem';
import type { Door, DoorKind, Problem, VisitNew, VisitResult } from '@/api/types';
import { online } from '@/composables/useOnline';
import { usePlan } from '@/stores/plan';
import { useSession } from '@/stores/session';

/** A visit on its way: under one key, so that it is one visit however often it arrives. */
export interface PendingVisit {
  kind: DoorKind;
  id: number;
  address: string;
  /** Only whoever recorded it sends it, in the same post. */
  account: number;
  post: number;
  /** Of the door as it was read. */
  version: number;
  key: string;
  body: VisitNew;
  /** What the server has against it; without, the line was lost and it is sent when it is back. */
  problem?: Problem;
}

const storageKey = 'weige.draft.visits'; // ends with signing out, like everything that was typed

function stored(): PendingVisit[] {
  try {
    return JSON.parse(sessionStorage.getItem(storageKey) ?? '[]') as PendingVisit[];
  } catch {
    return [];
  }
}

const all = shallowRef<PendingVisit[]>(stored());
const following = effectScope(true); // whichever page is open
/** Keys of visits that arrived since the page was loaded. */
const delivered = new Set<string>();
let sending = false;
let follows = false;

function keep(entries: PendingVisit[]): void {
  all.value = entries;
  if (entries.length === 0) sessionStorage.removeItem(storageKey);
  else sessionStorage.setItem(storageKey, JSON.stringify(entries));
}

const isAt = (door: Pick<Door, 'kind' | 'id'>) => (one: PendingVisit) => one.kind === door.kind && one.id === door.id;

/** What somebody else left in this tab goes. */
function put(entry: PendingVisit): void {
  keep([...all.value.filter((one) => one.account === entry.account && !isAt(entry)(one)), entry]);
}

function drop(door: Pick<Door, 'kind' | 'id'>): void {
  keep(all.value.filter((one) => !isAt(door)(one)));
}

/** The same content again is the same visit, of the same moment, under the same key; anything else is another one. */
function sameAgain(door: Pick<Door, 'kind' | 'id'>, body: VisitNew): Pick<PendingVisit, 'key' | 'body'> {
  const before = all.value.find(isAt(door));
  const content = (of: VisitNew) => JSON.stringify({ ...of, at: undefined });
  return before && content(before.body) === content(body) ? { key: before.key, body: before.body } : { key: newKey(), body };
}

async function post(entry: PendingVisit): Promise<VisitResult> {
  const result = await api.post('/api/visits', { version: entry.version, key: entry.key, body: entry.body });
  delivered.add(entry.key);
  drop(entry);
  if (entry.kind === 'premises') usePlan().answered(entry.id, entry.body.outcome === 'not_at_home' ? 'not_at_home' : 'done');
  return result;
}

/** The answer; nothing while the line is lost and the visit is kept. What the server has against it is thrown. */
async function send(entry: PendingVisit): Promise<VisitResult | undefined> {
  put(entry);
  try {
    return await post(entry);
  } catch (problem) {
    if (problem instanceof ConnectionError) return undefined;
    if (problem instanceof ProblemError) put({ ...entry, problem: problem.problem });
    throw problem;
  }
}

function own(entries: readonly PendingVisit[]): PendingVisit[] {
  const { session } = useSession();
  return entries.filter(({ account, post: at }) => account === session?.account.id && at === session.acting_post_id);
}

/** Sends what waits, one after the other; what the server refuses stays, to be looked at on its door's page. */
async function flush(): Promise<void> {
  if (sending) return;
  sending = true;
  try {
    for (const entry of own(all.value).filter(({ problem }) => problem === undefined)) {
      const lost = await send(entry).then((answer) => answer === undefined, () => false);
      if (lost) return;
    }
  } finally {
    sending = false;
  }
}

/** Visits that have not arrived yet. They are sent by themselves when the line is back. */
export function useOutbox() {
  const store = useSession();
  const entries = computed(() => own(all.value));
  const premises = computed(() => new Set(entries.value.filter(({ kind }) => kind === 'premises').map(({ id }) => id)));
  if (!follows) {
    follows = true;
    following.run(() => { watch(online, (reached) => { if (reached) void flush(); }, { immediate: true }); });
  }

  function entryOf(door: Pick<Door, 'kind' | 'id'>): PendingVisit | undefined {
    return entries.value.find(isAt(door));
  }

  function visit(door: Door, body: VisitNew): Promise<VisitResult | undefined> {
    const { kind, id, address, version } = door;
    const whose = { account: store.session?.account.id ?? 0, post: store.session?.acting_post_id ?? 0 };
    return send({ kind, id, address, version, ...whose, ...sameAgain(door, body) });
  }

  return { entries, premises, delivered, entryOf, visit, drop, flush };
}
