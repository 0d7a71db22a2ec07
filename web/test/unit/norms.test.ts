import { expect, test } from 'vitest';
import type { Norm } from '@/api/types';
import zh from '@/locales/zh-CN/norms';
import { amountShown, changesOf, comparable, copyOf, differing, kindShown, numberKept, numberShown } from '@/pages/norms/norms';

const share = { name: 'random_share', unit: 'share' as const, least: 0.05, most: 0.5, obeyed: ['/today'] };
const doors = { name: 'doors_a_day', unit: 'doors' as const, least: 1, most: 200, obeyed: ['/today'] };
const rules = { values: { random_share: 0.1, doors_a_day: 40 } };
const version = (id: number, day: string, values: Record<string, number>) => ({ id, effective_from: day, state: 'replaced' as const, reason: 'trial' as const, made_at: '', by: '', changed: [], rules: { values } });
const norm: Norm = { norm: 'k3', fields: [share, doors], shipped: rules, today: rules, versions: [version(2, '2026-12-01', { random_share: 0.2, doors_a_day: 40 }), version(1, '2026-11-01', rules.values)] };
const t = (key: string, values?: Record<string, unknown>) => [key.split('.').at(-1), ...Object.values(values ?? {})].join(' ');

test('a share is typed in per cent and kept as a share', () => {
  expect([numberShown(share, 0.1), numberKept(share, 12.5), numberKept(share, 29)]).toEqual([10, 0.125, 0.29]);
  expect([numberShown(doors, 40), numberKept(doors, 41)]).toEqual([40, 41]);
  expect([amountShown(share, rules, t), amountShown(doors, rules, t)]).toEqual(['share 10', 'doors 40']);
});

test('only what is changed is sent', () => {
  const draft = copyOf(norm.today);
  expect(changesOf(norm, draft)).toEqual({});
  draft.values.doors_a_day = 30;
  expect(changesOf(norm, draft)).toEqual({ values: { doors_a_day: 30 } });
  expect(norm.today.values.doors_a_day).toBe(40);
});

test('kinds of key premises are sent whole', () => {
  const kind = { code: 'a', zh: '甲', en: 'A', labels: ['let'], least_people: 0, visit_every_days: 30 };
  const k2: Norm = { ...norm, norm: 'k2', today: { values: {}, kinds: [kind] }, fields: [] };
  const draft = copyOf(k2.today);
  draft.kinds = [];
  expect(changesOf(k2, draft)).toEqual({ kinds: [] });
  expect(differing([], k2.today, draft)).toEqual(['kinds']);
  expect(kindShown(kind, (code) => code, t)).toBe('let · anyNumber · days 30');
  expect(kindShown({ ...kind, labels: [], least_people: 6 }, (code) => code, t)).toBe('noLabel · people 6 · days 30');
});

test('what ships and every version can be compared, the oldest first', () => {
  expect(comparable(norm).map(({ key, day }) => [key, day])).toEqual([['shipped', null], ['1', '2026-11-01'], ['2', '2026-12-01']]);
  const all = comparable(norm);
  expect(differing(norm.fields, all[0]?.rules ?? rules, all[2]?.rules ?? rules)).toEqual(['random_share']);
});

test('every norm has its words', () => {
  for (const key of ['k1', 'k2', 'k3', 'k4', 'k5', 'k6'] as const) expect([zh.norms.titles[key], zh.norms.about[key]].every((text) => text.length > 0)).toBe(true);
});
