import { inject, provide, ref, shallowRef, type InjectionKey, type ShallowRef } from 'vue';
import { membersOf, type MemberShape } from '@/components/map/shapes';
import { api } from '@/api/client';
import { hasStatus } from '@/api/problem';
import type { GridEdit, GridEdited, GridStep, GridVersion } from '@/api/types';
import { useSubmit } from '@/composables/useSubmit';
import { readMembers } from './useLayers';

const numeric = (a: MemberShape, b: MemberShape) => a.id - b.id;

/** The members after a step: those that changed in the place of what they were, without those that are gone. */
export function afterEdit(members: readonly MemberShape[], { changed, removed }: Pick<GridEdited, 'changed' | 'removed'>): MemberShape[] {
  const fresh = membersOf(changed);
  const replaced = new Set([...removed, ...fresh.map(({ id }) => id)]);
  return [...members.filter(({ id }) => !replaced.has(id)), ...fresh].sort(numeric);
}

type Act<T> = (version: number, key: string) => Promise<T>;

/** What is on the screen of a draft, and writing against it. */
function openDraft(id: number, given: GridVersion, shapes: MemberShape[]) {
  const version: ShallowRef<GridVersion> = shallowRef(given);
  const members = shallowRef(shapes);
  const theirs = shallowRef<GridStep[] | null>(null);
  const { busy, error, fieldErrors, run } = useSubmit();
  const path = { id };

  async function readAgain(): Promise<void> {
    const [now, again] = await Promise.all([api.get('/api/grid-versions/{id}', { path }), readMembers(id)]);
    version.value = now;
    members.value = again;
  }

  async function write<T>(content: unknown, act: Act<T>): Promise<T | undefined> {
    const mine = version.value;
    const answer = await run([mine.version, content], (key) => act(mine.version, key));
    if (answer === undefined && hasStatus(error.value, 412)) {
      error.value = null;
      const { items } = await api.get('/api/grid-versions/{id}/edits', { path });
      await readAgain();
      theirs.value = items.slice(0, Math.max(1, version.value.steps - mine.steps));
    }
    return answer;
  }

  function take(edited: GridEdited | undefined): boolean {
    if (!edited) return false;
    version.value = edited.version;
    members.value = afterEdit(members.value, edited);
    return true;
  }

  return { path, version, members, theirs, busy, error, fieldErrors, readAgain, write, take };
}

/**
 * A draft that is worked on. Every write goes against the version that one sees. Where somebody else was faster nothing is done; their steps
 * are told (`theirs`) and their borders are read, and one's own step is made again on those.
 */
export function makeGridDraft(id: number, given: GridVersion, shapes: MemberShape[]) {
  const { path, readAgain, write, take, ...shown } = openDraft(id, given, shapes);

  async function edit(body: GridEdit): Promise<boolean> {
    return take(await write(body, (at, key) => api.post('/api/grid-versions/{id}/edits', { path, version: at, key, body })));
  }

  async function undo(): Promise<boolean> {
    return take(await write('undo', (at, key) => api.post('/api/grid-versions/{id}/edits/undo', { path, version: at, key })));
  }

  async function rename(number: number, body: { code?: string; name?: string; committee_id?: number | null; populated?: boolean }): Promise<boolean> {
    return take(await write([number, body], (at) => api.patch('/api/grid-versions/{id}/members/{number}', { path: { id, number }, version: at, body })));
  }

  async function repair(): Promise<boolean> {
    const now = await write('repair', (at, key) => api.post('/api/grid-versions/{id}/repair', { path, version: at, key }));
    if (now) await readAgain();
    return now !== undefined;
  }

  /** In a town of many addresses a job goes on with it. */
  async function publish(body: { effective_from: string; accepted_findings?: number; note?: string }): Promise<GridVersion | { job_id: number } | undefined> {
    return write(body, (at, key) => api.post('/api/grid-versions/{id}/publish', { path, version: at, key, body }));
  }

  async function discard(): Promise<boolean> {
    return (await write('discard', async (at) => {
      await api.delete('/api/grid-versions/{id}', { path, version: at });
      return true;
    })) ?? false;
  }

  return { id, told: ref(''), ...shown, edit, undo, rename, repair, publish, discard };
}

export type GridDraft = ReturnType<typeof makeGridDraft>;
const key: InjectionKey<GridDraft> = Symbol('draft');

export function provideGridDraft(draft: GridDraft): void {
  provide(key, draft);
}

export function useGridDraft(): GridDraft {
  const draft = inject(key);
  if (!draft) throw new Error('no draft is open');
  return draft;
}
