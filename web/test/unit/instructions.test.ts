import { expect, test } from 'vitest';
import type { InstructionBranchLine, InstructionQuestion, InstructionRecipient } from '@/api/types';
import {
  answerFields, answerKey, answersOf, asTree, chosenOf, draftOf, instantOf, isComplete, isToDecide, linesOf, questionDraft, rolesOf, shownOf, typedOf, withBeneath,
} from '@/pages/instructions/instructions';

const areas = [{ id: 1 }, { id: 10, parent_id: 1 }, { id: 11, parent_id: 10 }, { id: 12, parent_id: 10 }, { id: 20, parent_id: 1 }];
const recipient = (post_id: number, role: string, area_id: number): InstructionRecipient => ({ post_id, role, title: role, area_id, area_name: String(area_id), vacant: false });
const recipients = [recipient(1, 'police_team', 10), recipient(2, 'grid_leader', 11), recipient(3, 'grid_leader', 12), recipient(4, 'grid_leader', 20)];
const branch = (id: number, more: Partial<InstructionBranchLine> = {}): InstructionBranchLine => ({
  id, version: 1, state: 'issued', issued_at: '2026-11-23T06:00:00Z', due_at: '2026-11-30T06:00:00Z', overdue: false, leaves: 1, answered: 0,
  post_id: id + 100, above_post_id: 1, title: `岗位${id}`, role: 'grid_leader', area_id: id, area_name: `${id}`, vacant: false, ...more,
});
const questions: InstructionQuestion[] = [
  { id: 1, kind: 'grid_figure', text: '空置房屋数', required: true },
  { id: 2, kind: 'yes_no', text: '是否开会', required: false },
  { id: 3, kind: 'register_figure', text: '实有人口', required: true, figure: 'residents' },
];
const view = { questions, grids: [{ area_id: 11, area_name: '一网格' }, { area_id: 12, area_name: '二网格' }] };

test('a choice of areas takes in what lies beneath', () => {
  expect([...withBeneath(areas, [10])].sort()).toEqual([10, 11, 12]);
  expect(chosenOf(recipients, ['grid_leader'], withBeneath(areas, [10])).map(({ post_id }) => post_id)).toEqual([2, 3]);
  expect(chosenOf(recipients, ['grid_leader'], undefined)).toHaveLength(3);
  expect(rolesOf(recipients)).toEqual([{ role: 'police_team', count: 1 }, { role: 'grid_leader', count: 3 }]);
});

test('what is typed becomes a draft: paragraphs, the town\'s time, questions with what their kind needs', () => {
  expect(linesOf('一\n\n 二 ')).toEqual(['一', '二']);
  expect(instantOf('2026-11-30', '17:00')).toBe('2026-11-30T09:00:00.000Z');
  const typed = { key: 1, kind: 'choice' as const, text: ' 进度 ', choices: '未开始\n完成', figure: 'residents' as const, required: true };
  expect(questionDraft(typed, '')).toEqual({ kind: 'choice', text: '进度', choices: ['未开始', '完成'], required: true });
  expect(questionDraft({ ...typed, kind: 'register_figure' }, '实有人口')).toEqual({ kind: 'register_figure', text: '实有人口', figure: 'residents', required: true });
  const draft = draftOf({ title: ' 核对 ', text: '一\n二', day: '2026-11-30', time: '17:00', roles: ['police_team'], areas: [] }, [], [7]);
  expect(draft).toEqual({ title: '核对', paragraphs: ['一', '二'], due_at: '2026-11-30T09:00:00.000Z', recipients: { roles: ['police_team'], areas: [] }, questions: [], files: [7] });
});

test('branches hang under the one that passed them on; a choice keeps those above in sight', () => {
  const lines = [branch(1, { state: 'in_work' }), branch(2), branch(3, { parent_id: 1, state: 'reported', above_post_id: 101 }), branch(4, { parent_id: 1, overdue: true })];
  expect(asTree(lines).map(({ line, depth }) => [line.id, depth])).toEqual([[1, 0], [3, 1], [4, 1], [2, 0]]);
  expect(shownOf(lines, 'overdue', 1).map(({ id }) => id)).toEqual([1, 4]);
  expect(shownOf(lines, 'decide', 101).map(({ id }) => id)).toEqual([1, 3]);
  expect(shownOf(lines, 'waiting', 1)).toHaveLength(3);
  expect(isToDecide(branch(5, { extension: { state: 'asked' } }), 1)).toBe(true);
  expect(isToDecide(branch(5, { extension: { state: 'asked' } }), 2)).toBe(false);
});

test('the form asks each grid, and nobody what the register knows', () => {
  expect(answerFields(view).map(({ key }) => key)).toEqual(['1:11', '1:12', '2:0']);
  const typed = { [answerKey(1, 11)]: '3', [answerKey(1, 12)]: '0', [answerKey(2)]: '' };
  expect(answersOf(view, typed)).toEqual([{ question_id: 1, area_id: 11, number: 3 }, { question_id: 1, area_id: 12, number: 0 }]);
  expect(typedOf(answersOf(view, typed))).toEqual({ '1:11': '3', '1:12': '0' });
  expect(isComplete(view, typed, '')).toBe(true);
  expect(isComplete(view, { ...typed, [answerKey(1, 12)]: '' }, '')).toBe(false);
  expect(isComplete(view, { ...typed, [answerKey(1, 12)]: '三' }, '')).toBe(false);
  expect([isComplete({ questions: [], grids: [] }, {}, ''), isComplete({ questions: [], grids: [] }, {}, '已办')]).toEqual([false, true]);
});
