import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import { api, newKey } from '@/api/client';
import { ProblemError, hasStatus } from '@/api/problem';
import type { Finding } from '@/api/types';
import { useSubmit } from '@/composables/useSubmit';
import type { Decision } from './verification';

/** What the last act came to, for eyes and ears. */
export interface Notice {
  key: 'confirmed' | 'agreed' | 'refuted' | 'reported' | 'undone' | 'byOther' | 'notSent' | 'nothingToUndo' | 'notUndone' | 'mayNotUndo';
  finding?: Finding;
  problem?: unknown;
}

export interface ReviewList {
  /** A finding as it is now, in its place in the list. */
  put: (finding: Finding) => void;
  /** Opens the next that waits, or this one. */
  next: (behind: number) => void;
  open: (id: number) => void;
  mayUndo: () => boolean;
  undoReason: () => string;
}

/** How long a refutal waits before it is sent: the server does not take one back, so until then it can be undone here. */
export const heldFor = 20_000; // ms

function decidedByOther(error: unknown): boolean {
  return hasStatus(error, 412) || (error instanceof ProblemError && error.problem.code === 'finding-decided');
}

/** The server's answer to a decision does not name anybody: names stay as they were read. */
function named(answer: Finding, before: Finding): Finding {
  return { ...answer, name: answer.name || before.name, source: answer.source || before.source };
}

/** How a decision is told: of a report, whether it is true; else what becomes of the register. */
function toldAs({ kind, state, operation_id }: Finding): Notice['key'] {
  if (kind === 'reported') return 'reported';
  if (state === 'refuted') return 'refuted';
  return operation_id === undefined ? 'agreed' : 'confirmed';
}

function send(finding: Finding, decision: Decision, key: string, keepalive = false): Promise<Finding> {
  return api.post('/api/findings/{id}/decision', { path: { id: finding.id }, version: finding.version, key, body: decision, keepalive });
}

/** As it is now, into its place in the list. */
async function readInto(list: ReviewList, id: number): Promise<Finding> {
  const { finding } = await api.get('/api/findings/{id}', { path: { id } });
  list.put(finding);
  return finding;
}

interface Held {
  before: Finding;
  decision: Decision;
  timer: ReturnType<typeof setTimeout>;
}

interface HeldEnds {
  sent: (answer: Finding, before: Finding) => void;
  failed: (problem: unknown, before: Finding) => void;
}

/** One refutal at a time that waits to be sent: by its time, by the next decision, or when the page is left. */
function useHeld({ sent, failed }: HeldEnds) {
  let held: Held | null = null;

  function take(): Held | null {
    const taken = held;
    if (taken) clearTimeout(taken.timer);
    held = null;
    return taken;
  }

  async function flush(): Promise<void> {
    const taken = take();
    if (!taken) return;
    try {
      sent(await send(taken.before, taken.decision, newKey(), true), taken.before);
    } catch (problem) {
      failed(problem, taken.before);
    }
  }

  function hold(before: Finding, decision: Decision): void {
    held = { before, decision, timer: setTimeout(() => { void flush(); }, heldFor) };
  }

  const leave = () => { void flush(); };
  addEventListener('pagehide', leave);
  onScopeDispose(() => {
    removeEventListener('pagehide', leave);
    leave();
  });
  return { hold, flush, release: () => take()?.before };
}

interface UndoParts {
  list: ReviewList;
  submit: ReturnType<typeof useSubmit>;
  notice: ShallowRef<Notice | null>;
  last: ShallowRef<Finding | null>;
  readAnew: (id: number) => Promise<Finding>;
  release: () => Finding | undefined;
}

/** Takes the last decision back: one that is still held here, or by undoing its operation. */
function undoOf({ list, submit, notice, last, readAnew, release }: UndoParts): () => Promise<void> {
  function reopened(finding: Finding): void {
    last.value = null;
    notice.value = { key: 'undone', finding };
    list.open(finding.id);
  }

  async function takeBack(finding: Finding, operation: number): Promise<void> {
    const body = { reason: list.undoReason() };
    if (await submit.run({ undo: operation }, (key) => api.post('/api/operations/{id}/undo', { path: { id: operation }, key, body }))) {
      reopened(await readAnew(finding.id));
      return;
    }
    notice.value = { key: 'notUndone', finding, problem: submit.error.value };
    submit.error.value = null;
  }

  return async () => {
    if (submit.busy.value) return;
    const before = release();
    if (before) {
      list.put(before);
      reopened(before);
    } else if (last.value?.operation_id === undefined) {
      notice.value = { key: 'nothingToUndo' };
    } else if (!list.mayUndo()) {
      notice.value = { key: 'mayNotUndo', finding: last.value };
    } else {
      await takeBack(last.value, last.value.operation_id);
    }
  };
}

/** Decisions on findings, one after the other: sent, told, and the last one taken back. */
export function useReview(list: ReviewList) {
  const submit = useSubmit();
  const { busy, error, fieldErrors, run } = submit;
  const notice = shallowRef<Notice | null>(null);
  const last = shallowRef<Finding | null>(null);

  const readAnew = (id: number) => readInto(list, id);

  async function tellOther(id: number): Promise<void> {
    notice.value = { key: 'byOther', finding: await readAnew(id) };
  }

  function heldEnded(before: Finding, now: Finding): void {
    if (last.value?.id === before.id) last.value = null;
    list.put(now);
  }

  const held = useHeld({
    sent: (answer, before) => { heldEnded(before, named(answer, before)); },
    failed: (problem, before) => {
      heldEnded(before, before);
      if (decidedByOther(problem)) void tellOther(before.id);
      else notice.value = { key: 'notSent', finding: before, problem };
    },
  });

  function settle(finding: Finding): void {
    last.value = finding;
    list.put(finding);
    notice.value = { key: toldAs(finding), finding };
    list.next(finding.id);
  }

  async function confirm(finding: Finding, decision: Decision): Promise<void> {
    const answer = await run({ id: finding.id, ...decision }, (key) => send(finding, decision, key));
    if (answer) {
      settle(named(answer, finding));
    } else if (decidedByOther(error.value)) {
      error.value = null;
      await tellOther(finding.id);
      list.next(finding.id);
    }
  }

  async function decide(finding: Finding, decision: Decision): Promise<void> {
    if (busy.value) return;
    error.value = null;
    void held.flush();
    if (decision.verdict === 'confirm') return confirm(finding, decision);
    held.hold(finding, decision);
    settle({ ...finding, state: 'refuted' });
  }

  const undo = undoOf({ list, submit, notice, last, readAnew, release: held.release });
  return { busy, error, fieldErrors, notice, last, decide, undo, flush: held.flush };
}
