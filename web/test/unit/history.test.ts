import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Change } from '@/api/types';
import { linesOf, strokesOf } from '@/components/record/operations';
import en from '@/locales/en';
import zh from '@/locales/zh-CN/staff';

function change(id: number, operation_id: number, more: Partial<Change> = {}): Change {
  return { id, operation_id, subject_kind: 'residence', subject_id: id, kind: 'confirm', fields: [], valid_from: '2026-10-05', known_at: '2026-10-05T05:22:00Z', source: 'door_form', how: 'visit', ...more };
}

test('what was done at one stroke stands together, in the order of the history', () => {
  const strokes = strokesOf([change(5, 2), change(4, 2), change(3, 1)]);
  expect(strokes.map(({ id, changes }) => [id, changes.map((one) => one.id)])).toEqual([[5, [5, 4]], [3, [3]]]);
});

test('changes that say only what happened to what are counted; others keep a line each', () => {
  const added = change(4, 1, { kind: 'add', fields: [{ field: 'state', from: null, to: 'current' }, { field: 'relation', from: null, to: 'head' }] });
  const lines = linesOf([change(7, 1), change(6, 1), change(5, 1, { subject_kind: 'premises' }), added]);
  expect(lines.map(({ count, fields }) => [count, fields.map(({ field }) => field)])).toEqual([[2, []], [1, []], [1, ['relation']]]);
});

test('every field that the register keeps a history of has a name on the screens', () => {
  const source = readFileSync('../src/registry/record.cpp', 'utf8');
  const kept = [...source.matchAll(/FieldSpec\{"(\w+)"(?:, \w+)?\}|FieldSpec \w+\{"(\w+)"/g)].map(([, one, other]) => (one ?? other ?? '').replace('_day', ''));
  expect(kept.length).toBeGreaterThan(30);
  for (const { field } of [zh, en]) expect(kept.filter((one) => !/_id$/.test(one) && !(one in field))).toEqual([]);
});
