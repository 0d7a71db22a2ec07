import { expect, test } from 'vitest';
import { actions, algorithmsOf, isAlarm, isByResident, keyOf, reasonOf, toldOf } from '@/pages/audit/entries';
import zh from '@/locales/zh-CN/audit';

test('an entry tells how many of which kind it is about', () => {
  const subjects = [{ kind: 'person', name: '~a' }, { kind: 'address', name: '1' }, { kind: 'person', name: '~b' }];
  expect(toldOf({ number: 1, text: '', fits: true, subjects })).toEqual([{ kind: 'person', count: 2 }, { kind: 'address', count: 1 }]);
  expect(toldOf({ number: 1, text: '', fits: false })).toEqual([]);
});

test('the algorithms have their usual names', () => {
  const keys = [{ from_head: 1, public_key: 'sm2 04ab', fingerprint: '' }, { from_head: 9, public_key: 'ed25519 cd', fingerprint: '' }];
  expect(algorithmsOf({ log: '', digest: 'sm3', size: 0, waiting: 0, fits: true, keys })).toBe('SM3, Ed25519');
});

test('every action that can be chosen has a name', () => {
  expect(actions.filter((code) => !(keyOf(code) in zh.audit.actions))).toEqual([]);
});

test('an alarm is one by its action, and tells its reason', () => {
  const alarm = { number: 1, text: '', fits: true, action: 'alarm.quota_extended', detail: 'reason=backlog,quota=600' };
  expect([isAlarm(alarm), reasonOf(alarm)]).toEqual([true, 'backlog']);
  const other = { number: 2, text: '', fits: true, action: 'record.read', detail: 'noreason=backlog' };
  expect([isAlarm(other), reasonOf(other)]).toEqual([false, undefined]);
  expect(reasonOf({ number: 3, text: '', fits: false })).toBeUndefined();
});

test('what a resident did alone is told from what nobody who was signed in did', () => {
  const entry = (action: string, more = {}) => isByResident({ number: 1, text: '', fits: true, action, ...more });
  expect([entry('resident.record_read'), entry('resident.sign_in_refused'), entry('sign_in.refused'), entry('resident_code.made', { actor: '~00' })]).toEqual([true, false, false, false]);
});
