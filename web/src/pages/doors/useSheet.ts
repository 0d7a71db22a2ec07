import { computed, ref, shallowRef } from 'vue';
import { draftOf, type SheetBox } from './sheet';
import { useOutbox } from './useOutbox';
import { visitOf, wantingOf } from './visit';
import { api } from '@/api/client';
import { useDraft } from '@/composables/useDraft';
import { useSession } from '@/stores/session';

export type Ticked = Exclude<SheetBox, 'changed'>;

interface Ticks {
  ticks: Record<string, Ticked | undefined>;
}

/** A filled sheet on its way: ticked first, then entered door after door. What could not be entered keeps its tick. */
export function useSheet(day: string) {
  const store = useSession();
  const outbox = useOutbox();
  const { draft } = useDraft<Ticks>(`sheet.${day}`, () => ({ ticks: {} }));
  const busy = ref(false);
  const error = shallowRef<unknown>(null);
  const entered = ref(0);
  /** Doors where a difference has to be decided first. */
  const open = shallowRef(new Set<number>());
  const doors = computed(() => Object.entries(draft.ticks).filter(([, box]) => box !== undefined).map(([id]) => Number(id)));

  function tick(premises: number, box: Ticked | undefined): void {
    const { ticks } = draft;
    draft.ticks = { ...ticks, [premises]: ticks[premises] === box ? undefined : box };
  }

  async function enterOne(id: number, box: Ticked, paper: string): Promise<void> {
    const door = await api.get('/api/doors/{id}', { path: { id }, query: { kind: 'premises' } });
    const visit = draftOf(box, paper);
    if (wantingOf(door, visit)) {
      open.value = new Set([...open.value, id]);
      return;
    }
    await outbox.visit(door, visitOf(door, visit, { mayLead: store.may('visit.lead'), now: new Date() }));
    entered.value += 1;
    tick(id, undefined);
  }

  /** `paper`: the day on which the sheet was filled. */
  async function enter(paper: string): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    error.value = null;
    entered.value = 0;
    open.value = new Set();
    try {
      for (const id of doors.value) {
        const box = draft.ticks[id];
        if (box) await enterOne(id, box, paper);
      }
    } catch (problem) {
      error.value = problem;
    } finally {
      busy.value = false;
    }
  }

  return { draft, doors, busy, error, entered, open, tick, enter };
}
