import { expect, test } from 'vitest';
import type { Team, TeamMessage } from '@/api/types';
import zh from '@/locales/zh-CN/teams';
import { committeesOf, fitting, groupText, lackText, messageText, overdueIn, presentIn } from '@/pages/teams/teams';

const force = { kind: 'volunteer', present: 2, reachable: 1, unsigned: 0, guidance_overdue: 1, considered: false };
const team = (grid_id: number, state: Team['state'], committee_id?: number): Team => ({
  grid_id, code: String(grid_id), name: `网格${grid_id}`, committee_name: committee_id ? `村${committee_id}` : '', populated: true, state, lacks: [], seats: [], forces: [force, { ...force, present: 1 }],
  ...(committee_id ? { committee_id } : {}),
});
const said = (key: string, values: Record<string, unknown> = {}) => [key.split('.').at(-1), ...Object.values(values)].join(' ');
const label = (list: string, code: string) => `${list}:${code}`;

test('teams are found by state and committee, and committees stand once', () => {
  const all = [team(1, 'complete', 7), team(2, 'forming', 7), team(3, 'forming', 8), team(4, 'incomplete')];
  expect(committeesOf(all)).toEqual([{ id: 7, name: '村7' }, { id: 8, name: '村8' }]);
  expect(fitting(all, { state: 'forming' }).map((one) => one.grid_id)).toEqual([2, 3]);
  expect(fitting(all, { state: 'forming', committee: '8' }).map((one) => one.grid_id)).toEqual([3]);
  expect(fitting(all, {})).toHaveLength(4);
  expect(fitting([team(5, 'complete'), { ...team(6, 'complete'), forces: [] }], { due: true }).map((one) => one.grid_id)).toEqual([5]);
  expect([presentIn(all[0] as Team), overdueIn(all[0] as Team)]).toEqual([3, 2]);
});

test('what lacks is said of a post or of a kind of force', () => {
  expect(lackText({ kind: 'post_vacant', about: 'coordinator', count: 1 }, said, label)).toBe('post_vacant roles:coordinator 1');
  expect(lackText({ kind: 'helpers_unsigned', about: 'volunteer', count: 3 }, said, label)).toBe('helpers_unsigned helper_kinds:volunteer 3');
  expect(zh.teams.lacks.helpers_unsigned).toContain('{count}');
});

test('a notice is said in words, and copied with the team and a link that names nobody', () => {
  const notice: TeamMessage = { id: 1, kind: 'notice', notice: 'helper_left', about: 'volunteer', ref: 12, text: '', post_id: 2, post_title: '', at: '2026-11-23T06:00:00Z', may_withdraw: false };
  expect(messageText(notice, said, label)).toBe('helper_left helper_kinds:volunteer 12');
  expect(messageText({ ...notice, kind: 'text', notice: 'none', text: '明天走访' }, said, label)).toBe('明天走访');
  expect(messageText({ ...notice, kind: 'instruction', notice: 'instruction', text: '核查' }, said, label)).toMatch(/：核查$/);
  expect(groupText('网格1', '明天走访', 'https://x/teams/1')).toBe('【网格1】明天走访\nhttps://x/teams/1');
});
