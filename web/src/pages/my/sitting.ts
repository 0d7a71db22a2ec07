import { reactive } from 'vue';
import { newDraft } from './request';
import { plain } from './typed';
import { api } from '@/api/client';
import { hasStatus } from '@/api/problem';
import type { ResidentRecord } from '@/api/types';

const idle = 15 * 60_000; // ms after the last answer: the server's own time
const renewAfter = 5 * 60_000; // ms

/**
 * A resident's sitting. `unknown` until the server was asked; `out`: nobody is signed in; `ended`: over by itself; `left`: signed out.
 * All of it is in this tab's memory only: the phone may be somebody else's. What was typed outlives an end, for the same person.
 */
export const sitting = reactive({
  state: 'unknown' as 'unknown' | 'in' | 'out' | 'ended' | 'left',
  record: null as ResidentRecord | null,
  draft: newDraft(),
  /** Of the slip that was scanned. */
  code: '',
  /** Of the request that was just sent. */
  sent: null as number | null,
});

let number = ''; // of whoever signed in last in this tab
let answeredAt = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

function clear(state: 'out' | 'ended' | 'left'): void {
  clearTimeout(timer);
  Object.assign(sitting, { state, record: null, sent: null });
}

function forgetTyped(): void {
  sitting.draft = newDraft();
  number = '';
}

function answered(): void {
  answeredAt = Date.now();
  sitting.state = 'in';
  clearTimeout(timer);
  timer = setTimeout(() => { clear('ended'); }, idle);
}

/** Waits for an answer of the server; one that says that the sitting is over takes everything off the screen. */
export async function asked<T>(answer: Promise<T>): Promise<T> {
  try {
    const got = await answer;
    if (sitting.state === 'in' || sitting.state === 'unknown') answered(); // not when it was left meanwhile
    return got;
  } catch (error) {
    if (hasStatus(error, 401) && sitting.state === 'in') clear('ended');
    if (hasStatus(error, 401) && sitting.state === 'unknown') clear('out');
    throw error;
  }
}

/** Finds out whether somebody is signed in already, as after a reload. Whoever scans a slip wants a sitting of their own. */
export async function find(signal: AbortSignal): Promise<true> {
  if (sitting.code !== '') {
    await leave();
    clear('out');
  }
  if (sitting.state !== 'unknown') return true;
  await asked(api.get('/api/resident/session', { signal })).catch((error: unknown) => {
    if (!hasStatus(error, 401)) throw error;
  });
  return true;
}

export async function begin(documentNumber: string, code: string): Promise<true> {
  const given = plain(documentNumber);
  await api.post('/api/resident/sessions', { body: { document_number: given, code: plain(code) } });
  if (number !== given) forgetTyped();
  number = given;
  sitting.code = '';
  answered();
  return true;
}

export async function leave(): Promise<true> {
  await api.delete('/api/resident/session').catch((error: unknown) => {
    if (!hasStatus(error, 401)) throw error;
  });
  clear('left');
  forgetTyped();
  return true;
}

/** Something is pressed or typed: who writes slowly is not signed out for it. A phone that slept finds out here that it slept too long. */
export function stirred(now = Date.now()): void {
  if (sitting.state !== 'in') return;
  if (now - answeredAt >= idle) clear('ended');
  else if (now - answeredAt >= renewAfter) {
    answeredAt = now; // one at a time
    void asked(api.get('/api/resident/session')).catch(() => undefined);
  }
}
