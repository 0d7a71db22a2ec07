import { expect, test } from 'vitest';
import type { Candidate, Finding, FindingView } from '@/api/types';
import { chosenByKey, neighbour, nextOpen, placeOf, totalText } from '@/pages/rosters/queue';
import { confirmKey, decisionOf, endsResidence, hindrance, newVerification, refuteKey, type EvidenceDraft } from '@/pages/rosters/verification';

function items(...states: Finding['state'][]) {
  return states.map((state, index) => ({ id: index + 1, state }));
}

test('after a decision the next that waits below is opened, then from the top, then none', () => {
  const list = items('open', 'applied', 'applied', 'refuted', 'open');
  expect(nextOpen(list, 2)).toBe(5);
  expect(nextOpen(list, 5)).toBe(1);
  expect(nextOpen(items('applied', 'refuted'), 1)).toBeUndefined();
  expect(nextOpen(list, undefined)).toBe(1);
});

test('one moves row by row and stays at the ends', () => {
  const list = items('open', 'applied', 'open');
  expect([neighbour(list, 1, 1), neighbour(list, 3, 1), neighbour(list, 1, -1), neighbour(list, undefined, 1), neighbour([], 1, 1)]).toEqual([2, 3, 1, 1, undefined]);
});

test('the place is told of all that wait, as far as they are counted', () => {
  expect(placeOf(items('open', 'open'), 2)).toBe(2);
  expect([totalText(7, 40, true), totalText(100, undefined, true), totalText(12, undefined, false), totalText(1500, 40, false)]).toEqual(['40', '100+', '12', '1,500']);
});

test('digits choose a candidate, 0 none of them, and nothing that is not there', () => {
  const candidates = [{ person_id: 51 }, { person_id: 52 }];
  expect([1, 2, 3, 0].map((digit) => chosenByKey(digit, candidates))).toEqual([51, 52, undefined, 0]);
});

function evidence(kind: EvidenceDraft['kind'], at = ''): EvidenceDraft {
  return { kind, at, note: '' };
}

test('a residence ends on the evidence on which the server ends it', () => {
  expect(endsResidence([])).toBe(false);
  expect(endsResidence([evidence('landlord')])).toBe(true);
  expect(endsResidence([evidence('self_declaration')])).toBe(false);
  expect(endsResidence([evidence('failed_visit'), evidence('failed_visit')])).toBe(false); // without times they say little
  expect(endsResidence([evidence('failed_visit', '2026-11-20T09:00'), evidence('failed_visit', '2026-11-21T12:59')])).toBe(false);
  expect(endsResidence([evidence('failed_visit', '2026-11-20T09:00'), evidence('failed_visit', '2026-11-21T13:00')])).toBe(true);
});

test('only what was said is sent, with the candidate where one was to be chosen', () => {
  expect(decisionOf('confirm', viewOf({}), newVerification(), 5)).toEqual({ verdict: 'confirm' });
  expect(decisionOf('confirm', viewOf({ kind: 'ambiguous' }), newVerification(), 0)).toEqual({ verdict: 'confirm', person_id: 0 });
  expect(decisionOf('refute', viewOf({ kind: 'ambiguous' }), newVerification(), 5)).toEqual({ verdict: 'refute' });
  const draft = { ...newVerification(), how: 'door', note: ' 见到本人 ', evidence: [evidence('failed_visit', '2026-11-20T18:30')] };
  expect(decisionOf('confirm', viewOf({ kind: 'gone' }), draft, undefined)).toEqual({ verdict: 'confirm', note: '见到本人', provenance: { how: 'door', evidence: [{ kind: 'failed_visit', at: '2026-11-20T10:30:00.000Z' }] } });
  expect(decisionOf('refute', viewOf({ kind: 'gone' }), draft, undefined).provenance).toEqual({ how: 'door' });
});

function viewOf(finding: Partial<Finding>, faults: { warning?: boolean }[] = [], candidates: Partial<Candidate>[] = []): FindingView {
  return { finding: { state: 'open', kind: 'changed', ...finding }, faults, candidates, changes: [], row: [] } as unknown as FindingView;
}

test('what stands in the way of confirming is named; a warning does not', () => {
  expect(hindrance(viewOf({}), undefined)).toBeUndefined();
  expect(hindrance(viewOf({ state: 'applied' }), undefined)).toBe('decided');
  expect(hindrance(viewOf({ kind: 'ambiguous' }), undefined)).toBe('choose');
  expect(hindrance(viewOf({ kind: 'ambiguous' }), 0)).toBeUndefined();
  expect(hindrance(viewOf({}, [{ warning: true }]), undefined)).toBeUndefined();
  expect(hindrance(viewOf({}, [{ warning: true }, {}]), undefined)).toBe('faults');
});

test('of a report, somebody is chosen only where people live who may have moved out', () => {
  const movedOut = viewOf({ kind: 'reported', report: 'moved_out' }, [], [{ person_id: 51 }]);
  expect(hindrance(movedOut, undefined)).toBe('choose');
  expect(decisionOf('confirm', movedOut, newVerification(), 51)).toEqual({ verdict: 'confirm', person_id: 51 });
  expect(decisionOf('confirm', movedOut, newVerification(), 0)).toEqual({ verdict: 'confirm', person_id: 0 });
  expect(decisionOf('refute', movedOut, newVerification(), 51)).toEqual({ verdict: 'refute' });
  for (const other of [viewOf({ kind: 'reported', report: 'moved_out' }), viewOf({ kind: 'reported', report: 'premises' }, [], [{ person_id: 51 }])]) {
    expect(hindrance(other, undefined)).toBeUndefined();
    expect(decisionOf('confirm', other, newVerification(), 51)).toEqual({ verdict: 'confirm' });
  }
});

test('the buttons say what they do', () => {
  expect(['changed', 'gone', 'reported'].map((kind) => confirmKey(kind as Finding['kind'], [], undefined))).toEqual(['findings.confirm', 'findings.confirmGone', 'report.states.applied']);
  expect([confirmKey('ambiguous', [], 0), confirmKey('reported', [], 0), confirmKey('reported', [], 51)]).toEqual(['findings.confirmNone', 'report.states.applied', 'findings.confirmGone']);
  expect(confirmKey('gone', [evidence('landlord')], undefined)).toBe('findings.confirmLeft');
  expect(['changed', 'gone', 'reported'].map((kind) => refuteKey(kind as Finding['kind']))).toEqual(['findings.refute', 'findings.refuteGone', 'report.states.refuted']);
});
