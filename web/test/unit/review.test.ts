import { effectScope } from 'vue';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ConnectionError, ProblemError } from '@/api/problem';
import type { Finding } from '@/api/types';
import { heldFor, useReview } from '@/pages/rosters/useReview';

interface Call {
  path: string;
  version?: number;
  body?: unknown;
}

const calls: Call[] = [];
let answer: (call: Call) => unknown = () => undefined;
vi.mock('@/api/client', () => {
  const take = (path: string, given: { version?: number; body?: unknown }) => {
    const call = { path, ...(given.version === undefined ? {} : { version: given.version }), body: given.body };
    calls.push(call);
    try {
      return Promise.resolve(answer(call));
    } catch (problem) {
      return Promise.reject(problem as Error);
    }
  };
  return { newKey: () => 'key', api: { post: take, get: take } };
});

function finding(id: number, more: Partial<Finding> = {}): Finding {
  return { id, roster_id: 1, kind: 'changed', state: 'open', version: 1, area_id: 1, name: `人${id}`, place: '', source: '名单', opened_at: '', ...more };
}

function problem(status: number, code: string): ProblemError {
  return new ProblemError({ type: 'about:blank', title: code, status, code });
}

function opened(mayUndo = true) {
  const seen = { put: [] as Finding[], next: [] as number[], open: [] as number[] };
  const scope = effectScope();
  const review = scope.run(() => useReview({ put: (one) => seen.put.push(one), next: (id) => seen.next.push(id), open: (id) => seen.open.push(id), mayUndo: () => mayUndo, undoReason: () => '撤回' }));
  if (!review) throw new Error('no review');
  return { review, seen, leave: () => { scope.stop(); } };
}

const decisions = () => calls.filter(({ path }) => path.endsWith('/decision'));

beforeEach(() => {
  vi.useFakeTimers();
  calls.length = 0;
});
afterEach(() => { vi.useRealTimers(); });

test('a confirmation is sent against the version that was seen, told, and the next is opened; names stay', async () => {
  answer = () => finding(1, { state: 'applied', version: 2, name: '', source: '', operation_id: 77 });
  const { review, seen } = opened();
  await review.decide(finding(1), { verdict: 'confirm' });
  expect(decisions()).toEqual([{ path: '/api/findings/{id}/decision', version: 1, body: { verdict: 'confirm' } }]);
  expect(seen.put.at(-1)).toMatchObject({ state: 'applied', version: 2, name: '人1', source: '名单' });
  expect(review.notice.value?.key).toBe('confirmed');
  expect(seen.next).toEqual([1]);
});

test.each(['confirm', 'refute'] as const)('of a report, %s is told as true or not; the register does not come into it', async (verdict) => {
  answer = () => finding(1, { kind: 'reported', state: 'applied', version: 2 });
  const { review, leave } = opened();
  await review.decide(finding(1, { kind: 'reported' }), { verdict });
  expect(review.notice.value).toMatchObject({ key: 'reported', finding: { state: verdict === 'confirm' ? 'applied' : 'refuted' } });
  leave();
});

test('the last confirmation is taken back by undoing its operation, read anew and opened', async () => {
  answer = () => finding(1, { state: 'applied', version: 2, operation_id: 77 });
  const { review, seen } = opened();
  await review.decide(finding(1), { verdict: 'confirm' });
  answer = ({ path }) => (path.endsWith('/undo') ? { preview: false, affected: {} } : { finding: finding(1, { version: 2 }) });
  await review.undo();
  expect(calls.at(-2)).toEqual({ path: '/api/operations/{id}/undo', body: { reason: '撤回' } });
  expect(seen.put.at(-1)).toMatchObject({ state: 'open', version: 2 });
  expect(seen.open).toEqual([1]);
  expect(review.notice.value?.key).toBe('undone');
  await review.undo();
  expect(review.notice.value?.key).toBe('nothingToUndo');
});

test('who may not undo is told so, and nothing is sent', async () => {
  answer = () => finding(1, { state: 'applied', operation_id: 77 });
  const { review } = opened(false);
  await review.decide(finding(1), { verdict: 'confirm' });
  await review.undo();
  expect(review.notice.value?.key).toBe('mayNotUndo');
  expect(calls).toHaveLength(1);
});

test('a refutal waits, can be undone meanwhile, and is then never sent', async () => {
  const { review, seen } = opened();
  await review.decide(finding(1), { verdict: 'refute' });
  expect(seen.put.at(-1)?.state).toBe('refuted');
  expect(seen.next).toEqual([1]);
  await review.undo();
  expect(seen.put.at(-1)?.state).toBe('open');
  expect(seen.open).toEqual([1]);
  await vi.advanceTimersByTimeAsync(2 * heldFor);
  expect(calls).toEqual([]);
});

test.each([
  ['its time', async () => { await vi.advanceTimersByTimeAsync(heldFor); }],
  ['the next decision', async ({ review }: ReturnType<typeof opened>) => { await review.decide(finding(2), { verdict: 'confirm' }); }],
  ['leaving the page', async ({ leave }: ReturnType<typeof opened>) => { leave(); await vi.advanceTimersByTimeAsync(0); }],
  ['closing the tab', async () => { dispatchEvent(new Event('pagehide')); await vi.advanceTimersByTimeAsync(0); }],
])('a refutal is sent once by %s', async (_, act) => {
  answer = ({ body }) => finding(1, { state: (body as { verdict: string }).verdict === 'refute' ? 'refuted' : 'applied' });
  const page = opened();
  await page.review.decide(finding(1), { verdict: 'refute' });
  expect(decisions()).toEqual([]);
  await act(page);
  await vi.advanceTimersByTimeAsync(2 * heldFor);
  page.leave();
  expect(decisions().filter(({ body }) => (body as { verdict: string }).verdict === 'refute')).toHaveLength(1);
});

test('a refutal that could not be sent waits again, and that is said', async () => {
  answer = () => { throw new ConnectionError(); };
  const { review, seen } = opened();
  await review.decide(finding(1), { verdict: 'refute' });
  await vi.advanceTimersByTimeAsync(heldFor);
  expect(seen.put.at(-1)?.state).toBe('open');
  expect(review.notice.value?.key).toBe('notSent');
  expect(review.last.value).toBeNull();
});

test.each([[412, 'version-conflict'], [409, 'finding-decided']])('%i %s: somebody else decided; that is said, nothing is doubled, and one goes on', async (status, code) => {
  answer = ({ path }) => {
    if (path.endsWith('/decision')) throw problem(status, code);
    return { finding: finding(1, { state: 'refuted', version: 2 }) };
  };
  const { review, seen } = opened();
  await review.decide(finding(1), { verdict: 'confirm' });
  expect(review.notice.value).toMatchObject({ key: 'byOther', finding: { state: 'refuted' } });
  expect(review.error.value).toBeNull();
  expect(seen.next).toEqual([1]);
  expect(decisions()).toHaveLength(1);
});

test('any other refusal stays with the finding', async () => {
  answer = () => { throw problem(422, 'number-of-another'); };
  const { review, seen } = opened();
  await review.decide(finding(1), { verdict: 'confirm' });
  expect(review.error.value).toBeInstanceOf(ProblemError);
  expect([seen.put, seen.next]).toEqual([[], []]);
});
