import { expect, test } from 'vitest';
import type { Duty, DutyCell } from '@/api/types';
import zh from '@/locales/zh-CN/duties';
import { cellStates, groupsOf, placeOf, shortOf, shownIn, tallyOf, wordsOf } from '@/pages/duties/duties';

const duty = (number: string, more: Partial<Duty> = {}): Duty => ({ number, zh: '', en: '', asked: 'each_month', not_built: [], ...more });
const grid = (cells: DutyCell[]) => ({ area_id: 7, name: 'G1', cells });
const t = (key: string, values?: Record<string, unknown>) => [key.split('.').at(-1), ...Object.values(values ?? {})].join(' ');

test('a cell says in short what it says in words', () => {
  expect(shortOf({ state: 'begun', done: 2, due: 5 }, t)).toBe('count 2 5');
  expect(shortOf({ state: 'missing', done: 0, due: 5 }, t)).toBe('missing');
  expect(wordsOf({ state: 'begun', done: 2, due: 5 }, duty('L3'), t)).toBe('begun · counted 2 5');
});

test('of leads only the channel is told, and what is not built is said', () => {
  expect(wordsOf({ state: 'channel_open', channel_open: true }, duty('L5'), t)).toBe('channel_open');
  expect(wordsOf({ state: 'done', done: 1, due: 1, channel_open: false }, duty('O5'), t)).toBe('done · counted 1 1 · channelClosed');
  expect(wordsOf({ state: 'not_built' }, duty('O10', { not_built: ['back_check'] }), t)).toBe('not_built · back_check');
});

test('a cell leads to its records where there is a page for this post', () => {
  const one = grid([]);
  expect(placeOf(duty('L3', { page: '/patrols' }), one, '2026-11', () => true)).toBe('/patrols?area=7&month=2026-11');
  expect(placeOf(duty('N2', { page: '/teams' }), one, '2026-11', () => true)).toBe('/teams/7');
  expect(placeOf(duty('L3', { page: '/patrols' }), one, '2026-11', () => false)).toBeUndefined();
  expect(placeOf(duty('O10'), one, '2026-11', () => true)).toBeUndefined();
});

test('duties stand by whose they are, and a grid is told in three numbers', () => {
  expect(groupsOf([duty('L1'), duty('L2'), duty('S1')]).map(({ group, duties }) => [group, duties.map(({ at }) => at)])).toEqual([['L', [0, 1]], ['S', [2]]]);
  expect(tallyOf(grid([{ state: 'done' }, { state: 'missing' }, { state: 'not_built' }, { state: 'missing' }]))).toEqual({ done: 1, begun: 0, missing: 2, toDo: 0 });
});

test('while a month runs nothing is missing yet', () => {
  const board = { month: '2026-12', duties: [], grids: [grid([{ state: 'missing', done: 0, due: 1 }, { state: 'done' }])] };
  const states = (thisMonth: string) => shownIn(thisMonth, board).grids[0]?.cells.map(({ state }) => state);
  expect(states('2026-12')).toEqual(['to_do', 'done']);
  expect(states('2027-01')).toEqual(['missing', 'done']);
});

test('every state has its words', () => {
  for (const state of cellStates) expect(zh.duties.states[state].length).toBeGreaterThan(0);
});
