import { computed, ref, shallowRef, watch, type Ref } from 'vue';
import { fitted } from './conflict';
import { useOutbox } from './useOutbox';
import { newDoorDraft, visitOf, type DoorDraft } from './visit';
import { api } from '@/api/client';
import { hasStatus, ProblemError, type FieldError } from '@/api/problem';
import type { Door, DoorKind, VisitResult } from '@/api/types';
import { useDraft } from '@/composables/useDraft';
import { useSession } from '@/stores/session';

interface Asked {
  kind: DoorKind;
  id: number;
  paper: string | null;
}

function stateOf() {
  return {
    busy: ref(false),
    error: shallowRef<unknown>(null),
    fieldErrors: shallowRef<FieldError[]>([]),
    result: shallowRef<VisitResult | null>(null),
    /** Sent by itself while its receipt was open. */
    arrived: ref(false),
    /** The door as somebody else left it meanwhile. */
    theirs: shallowRef<Door | null>(null),
  };
}

const fieldErrorsOf = (problem: unknown) => (problem instanceof ProblemError ? problem.fieldErrors : []);
const readDoor = ({ id, kind }: Asked) => api.get('/api/doors/{id}', { path: { id }, query: { kind } });

/** What is typed at one door, and its way to the server: recorded, kept while the line is lost, or met by somebody else's visit. */
export function useDoorVisit(asked: Asked, door: Ref<Door | null>, reload: () => Promise<void>) {
  const store = useSession();
  const outbox = useOutbox();
  const { draft, restored, clear } = useDraft<DoorDraft>(`door.${asked.kind}.${asked.id}`, () => newDoorDraft(asked.paper));
  if (draft.paper !== asked.paper) draft.paper = asked.paper; // what was restored may have been typed from a sheet, or not
  const { busy, error, fieldErrors, result, arrived, theirs } = stateOf();
  const entry = computed(() => outbox.entryOf(asked));
  const kept = computed(() => entry.value !== undefined && entry.value.problem === undefined && !busy.value);

  async function fail(problem: unknown): Promise<void> {
    if (hasStatus(problem, 412)) theirs.value = await readDoor(asked).catch(() => null);
    error.value = theirs.value ? null : problem;
    fieldErrors.value = fieldErrorsOf(problem);
  }

  async function record(at: Door): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    [error.value, fieldErrors.value] = [null, []];
    try {
      const answer = await outbox.visit(at, visitOf(at, draft, { mayLead: store.may('visit.lead'), now: new Date() }));
      if (answer) {
        result.value = answer;
        clear();
      }
    } catch (problem) {
      await fail(problem);
    } finally {
      busy.value = false;
    }
  }

  /** One's own as well, on the door as it is now. */
  async function keepMine(): Promise<void> {
    const now = theirs.value;
    if (!now) return;
    Object.assign(draft, fitted(draft, now));
    [door.value, theirs.value] = [now, null];
    await record(now);
  }

  function discard(): void {
    outbox.drop(asked);
    theirs.value = null;
    Object.assign(draft, newDoorDraft(asked.paper));
    void reload();
  }

  // What waited has gone: sent by itself, or refused.
  watch(entry, (now, before) => {
    if (busy.value || result.value) return;
    if (now?.problem) void fail(new ProblemError(now.problem));
    else if (!now && before && !before.problem && outbox.delivered.has(before.key)) {
      arrived.value = true;
      clear();
    }
  }, { immediate: true });

  return { draft, restored, busy, error, fieldErrors, result, arrived, kept, theirs, record, keepMine, discard, again: () => { outbox.drop(asked); } };
}
