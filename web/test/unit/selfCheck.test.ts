import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import zh from '@/locales/zh-CN/selfCheck';
import { groupOf, placeOf, sorted, valueOf, type CheckedRule } from '@/pages/selfCheck/rules';

const sources = ['self_check.cpp', 'self_check_schema.cpp'].map((name) => readFileSync(`../src/town/${name}`, 'utf8')).join('\n');

test('every rule and every fact of the server has its words', () => {
  const rules = [...sources.matchAll(/\.rule = "(\w+)"|^ {6}\{"(\w+)",$/gm)].map(([, one, other]) => one ?? other ?? '');
  expect(rules.length).toBeGreaterThan(20);
  expect(rules.filter((rule) => !(rule in zh.selfCheck.rules))).toEqual([]);
  expect(Object.keys(zh.selfCheck.rules).filter((rule) => !rules.includes(rule))).toEqual([]);
  const judged = sources.replace(/<ForbiddenWords> all\{[^;]*;/, ''); // the words that are looked for
  const facts = [...judged.matchAll(/(?<![\w>])\{"(\w+)", |people\("(\w+)"/g)].map(([, one, other]) => one ?? other ?? '');
  expect(facts.length).toBeGreaterThan(25);
  expect(facts.filter((fact) => !(fact in zh.selfCheck.facts))).toEqual([]);
});

test('what needs something done comes first', () => {
  const rule = (name: string, verdict: CheckedRule['verdict']): CheckedRule => ({ rule: name, verdict, facts: [] });
  const rules = [rule('a', 'holds'), rule('b', 'not_built'), rule('c', 'attention'), rule('d', 'holds')];
  expect(sorted(rules).map(({ rule: name }) => name)).toEqual(['c', 'a', 'd', 'b']);
});

test('a value is told in words, and a few people are not counted', () => {
  const t = (key: string) => `[${key}]`;
  const te = (key: string) => key.endsWith('.offered');
  expect(valueOf({ name: 'n', few: true }, t, te)).toBe('[selfCheck.few]');
  expect(valueOf({ name: 'n', number: 0 }, t, te)).toBe('0');
  expect(valueOf({ name: 'n', at: '2026-11-23T06:00:00Z' }, t, te)).toBe('2026-11-23 14:00');
  expect(valueOf({ name: 'n', text: 'offered' }, t, te)).toBe('[selfCheck.values.offered]');
  expect(valueOf({ name: 'n', text: 'person.face' }, t, te)).toBe('person.face');
});

test('a way is shown to those only who may go it', () => {
  expect(placeOf('posts_held', (right) => right === 'posts.manage')).toBe('/accounts');
  expect(placeOf('posts_held', () => false)).toBeUndefined();
  expect(placeOf('no_tracks', () => true)).toBeUndefined();
  expect([groupOf('no_tracks'), groupOf('backup_recent'), groupOf('posts_held'), groupOf('a_new_one')]).toEqual(['limits', 'data', 'staff', 'settings']);
});
