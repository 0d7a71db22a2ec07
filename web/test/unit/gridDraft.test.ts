import { beforeEach, expect, test, vi } from 'vitest';
import { api } from '@/api/client';
import { ProblemError } from '@/api/problem';
import type { GridVersion } from '@/api/types';
import type { MemberShape, Place, Ring } from '@/components/map/shapes';
import { movesBetween, nearestCorner, neighboursOf } from '@/pages/grids/corners';
import { draftSteps, nextDraftStep } from '@/pages/grids/draftSteps';
import { newToolState, stepOf } from '@/pages/grids/editTools';
import { afterEdit, makeGridDraft } from '@/pages/grids/useGridDraft';
import { datumText } from '@/pages/grids/words';

const square = (x: number): Ring => [[x, 0], [x + 1, 0], [x + 1, 1], [x, 1], [x, 0]];
const member = (id: number, ring: Ring = square(id)): MemberShape => ({ type: 'Feature', id, properties: { code: `WG-${id}` }, geometry: { type: 'Polygon', coordinates: [ring] } });
const version = (at: number, steps = 0): GridVersion => ({ id: 9, layer_id: 1, layer_kind: 'grids', layer_name: '', number: 2, state: 'draft', members: 2, area_m2: 1, datum: 'CGCS2000', source: '', faulty: 0, steps, created_at: '', version: at });
const collection = (...features: MemberShape[]) => ({ type: 'FeatureCollection' as const, features });

beforeEach(() => { vi.restoreAllMocks(); });

test('a step replaces what changed, drops what is gone, and keeps the order', () => {
  const moved = member(2, square(5));
  const after = afterEdit([member(1), member(2), member(3)], { changed: collection(member(4), moved), removed: [1] });
  expect(after.map(({ id }) => id)).toEqual([2, 3, 4]);
  expect(after[0]?.geometry).toEqual(moved.geometry);
});

test('each write goes against the version that the last one gave', async () => {
  const post = vi.spyOn(api, 'post').mockResolvedValue({ version: version(6, 1), changed: collection(member(2, square(7))), removed: [1] } as never);
  const draft = makeGridDraft(9, version(5), [member(1), member(2)]);
  expect(await draft.edit({ kind: 'merge', number: 2, others: [1] })).toBe(true);
  expect(draft.members.value.map(({ id }) => id)).toEqual([2]);
  await draft.edit({ kind: 'remove', number: 2 });
  const sent = post.mock.calls.map(([, call]) => call as unknown as { version: number; key: string });
  expect(sent.map((one) => one.version)).toEqual([5, 6]);
  expect(new Set(sent.map(({ key }) => key)).size).toBe(2);
});

test('where somebody else was faster nothing is done: their steps are told and their borders read', async () => {
  vi.spyOn(api, 'post').mockRejectedValue(new ProblemError({ type: '', status: 412, code: 'version-conflict', title: '' }));
  const steps = [3, 2, 1].map((number) => ({ number, kind: 'split' as const, codes: [`WG-${number}`], at: '' }));
  vi.spyOn(api, 'get').mockImplementation((path: string) => Promise.resolve((path.endsWith('/edits') ? { items: steps } : path.endsWith('/shapes') ? collection(member(8)) : version(7, 3)) as never));
  const draft = makeGridDraft(9, version(5, 1), [member(1)]);
  expect(await draft.edit({ kind: 'remove', number: 1 })).toBe(false);
  expect(draft.theirs.value?.map(({ number }) => number)).toEqual([3, 2]);
  expect(draft.members.value.map(({ id }) => id)).toEqual([8]);
  expect([draft.version.value.version, draft.error.value]).toEqual([7, null]);
});

test('corners that moved are told once, by where they were', () => {
  const before = square(0);
  const after = before.map(([x, y]): Place => (x === 0 && y === 0 ? [0.1, 0.2] : [x, y]));
  expect(movesBetween(before, after)).toEqual([{ from: [0, 0], to: [0.1, 0.2] }]);
  expect(movesBetween(before, before)).toEqual([]);
});

test('what is drawn sticks to the nearest corner, and only within reach', () => {
  const away = (to: Place) => ([x, y]: Place) => Math.hypot(x - to[0], y - to[1]);
  const shapes = [member(0), member(1)].map(({ geometry }) => geometry);
  expect(nearestCorner(shapes, away([1.9, 0.95]), 0.3)).toEqual([2, 1]);
  expect(nearestCorner(shapes, away([1.5, 0.5]), 0.3)).toBeUndefined();
});

test('neighbours share a stretch of border, not just a corner', () => {
  const touching = member(7, [[1, 1], [2, 1], [2, 2], [1, 2], [1, 1]]);
  const members = [member(0), member(1), member(2), touching];
  expect(neighboursOf(members, 0).map(({ id }) => id)).toEqual([1]);
  expect(neighboursOf(members, 1).map(({ id }) => id)).toEqual([0, 2, 7]);
});

test('a tool makes a step once it has all it wants', () => {
  const line: Place[] = [[0, 0], [1, 1]];
  const state = newToolState();
  expect(stepOf('split', 3, state)).toBeUndefined();
  expect(stepOf('split', undefined, { ...state, line })).toBeUndefined();
  expect(stepOf('split', 3, { ...state, line, code: ' WG-9 ' })).toEqual({ kind: 'split', number: 3, line, code: 'WG-9' });
  expect(stepOf('merge', 3, { ...state, others: [4] })).toEqual({ kind: 'merge', number: 3, others: [4] });
  expect(stepOf('border', 3, { ...state, line })).toBeUndefined();
  expect(stepOf('border', 3, { ...state, line, side: 'outside' })).toEqual({ kind: 'replace_border', number: 3, others: [], line });
  expect(stepOf('border', 3, { ...state, line, side: 5 })).toMatchObject({ others: [5] });
  expect(stepOf('vertices', 3, { ...state, moves: [{ from: [0, 0], to: [1, 1] }] })).toMatchObject({ kind: 'move_vertices' });
  expect(stepOf('draw', undefined, { ...state, line: square(0) })).toMatchObject({ kind: 'draw', take: true });
});

test('the first thing that has to be done comes first', () => {
  const found = (total: number) => ({ total });
  const next = (faulty: number, coverage: { total: number } | null) => nextDraftStep(draftSteps({ faulty, steps: 0 }, coverage));
  expect(next(2, null)).toBe('faults');
  expect(next(0, found(3))).toBe('coverage');
  expect(next(0, found(0))).toBe('edit');
  expect(draftSteps({ faulty: 2, steps: 0 }, null).map(({ word }) => word)).toEqual(['faulty', 'later', 'unchanged', 'later', 'later']);
  expect(draftSteps({ faulty: 0, steps: 4 }, found(3)).map(({ word, count }) => [word, count])).toEqual([['valid', 0], ['findings', 3], ['steps', 4], ['see', 0], ['ready', 0]]);
});

test.each([['CGCS2000', '', 'CGCS2000'], ['EPSG', '4549', 'EPSG:4549'], ['EPSG', ' epsg: 4549 ', 'EPSG:4549'], ['EPSG', '4549a', undefined], ['EPSG', '', undefined], [null, '4549', undefined]] as const)('datum %s with "%s" is sent as %s', (choice, code, sent) => {
  expect(datumText(choice, code)).toBe(sent);
});
