import { startOfTownDay } from '@/components/data/time';
import type {
  Area,
  InstructionAnswer,
  InstructionBranchLine,
  InstructionDraft,
  InstructionQuestion,
  InstructionQuestionDraft,
  InstructionRecipient,
  InstructionView,
} from '@/api/types';

export const boxes = ['to_me', 'by_me'] as const;
export type Box = (typeof boxes)[number];
export const ages = ['open', 'over'] as const;
export type Age = (typeof ages)[number];
export const questionKinds = ['number', 'grid_figure', 'yes_no', 'choice', 'text', 'register_figure'] as const;
export type QuestionKind = (typeof questionKinds)[number];
export const registerFigures = ['residents', 'stale_residents', 'premises', 'organisations', 'workers', 'addresses', 'uncovered'] as const;
export type RegisterFigure = (typeof registerFigures)[number];
export const onlys = ['all', 'waiting', 'overdue', 'decide'] as const;
export type Only = (typeof onlys)[number];

/** Whether the recipient still has to do something. */
export function isWaiting(state: string): boolean {
  return state === 'issued' || state === 'received' || state === 'in_work' || state === 'returned';
}

export function linesOf(text: string): string[] {
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
}

/** A moment of the town's clock as the server takes it. */
export function instantOf(day: string, time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return new Date(Date.parse(startOfTownDay(day)) + (hours * 60 + minutes) * 60_000).toISOString();
}

/** The areas with everything beneath them. */
export function withBeneath(areas: readonly Pick<Area, 'id' | 'parent_id'>[], chosen: readonly number[]): Set<number> {
  const out = new Set(chosen);
  for (let before = -1; before !== out.size; ) {
    before = out.size;
    for (const one of areas) if (one.parent_id !== undefined && out.has(one.parent_id)) out.add(one.id);
  }
  return out;
}

/** The posts that a choice of roles and areas comes to; without areas everywhere. */
export function chosenOf(recipients: readonly InstructionRecipient[], roles: readonly string[], within: Set<number> | undefined): InstructionRecipient[] {
  return recipients.filter((one) => roles.includes(one.role) && (within === undefined || within.has(one.area_id)));
}

/** How many posts each role has, in the order in which roles come. */
export function rolesOf(recipients: readonly InstructionRecipient[]): { role: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const one of recipients) counts.set(one.role, (counts.get(one.role) ?? 0) + 1);
  return [...counts].map(([role, count]) => ({ role, count }));
}

export interface TypedQuestion {
  key: number;
  kind: QuestionKind;
  text: string;
  choices: string;
  figure: RegisterFigure;
  required: boolean;
}

export function questionDraft(typed: TypedQuestion, figureName: string): InstructionQuestionDraft {
  if (typed.kind === 'register_figure') return { kind: typed.kind, text: figureName, figure: typed.figure, required: true };
  const choices = typed.kind === 'choice' ? { choices: linesOf(typed.choices) } : {};
  return { kind: typed.kind, text: typed.text.trim(), required: typed.required, ...choices };
}

export interface TypedInstruction {
  title: string;
  text: string;
  day: string;
  time: string;
  roles: string[];
  areas: number[];
}

export function draftOf(typed: TypedInstruction, questions: InstructionQuestionDraft[], files: number[]): InstructionDraft {
  return {
    title: typed.title.trim(),
    paragraphs: linesOf(typed.text),
    due_at: instantOf(typed.day, typed.time),
    recipients: { roles: typed.roles, areas: typed.areas },
    questions,
    files,
  };
}

/** Branches depth first, each with how deep it hangs. */
export function asTree(lines: readonly InstructionBranchLine[]): { line: InstructionBranchLine; depth: number }[] {
  const known = new Set(lines.map(({ id }) => id));
  const below = new Map<number, InstructionBranchLine[]>();
  for (const line of lines) {
    const parent = line.parent_id !== undefined && known.has(line.parent_id) ? line.parent_id : 0;
    below.set(parent, [...(below.get(parent) ?? []), line]);
  }
  const out: { line: InstructionBranchLine; depth: number }[] = [];
  const walk = (parent: number, depth: number): void => {
    for (const line of below.get(parent) ?? []) {
      out.push({ line, depth });
      walk(line.id, depth + 1);
    }
  };
  walk(0, 0);
  return out;
}

/** Whether the acting post stands above the branch and something of it waits for a decision. */
export function isToDecide(line: InstructionBranchLine, post: number | undefined): boolean {
  return line.above_post_id === post && (line.state === 'reported' || (line.extension?.state === 'asked' && isWaiting(line.state)));
}

/** The branches of a choice, with those above them, so that each is seen where it hangs. */
export function shownOf(lines: readonly InstructionBranchLine[], only: Only, post: number | undefined): InstructionBranchLine[] {
  if (only === 'all') return [...lines];
  const fits = (line: InstructionBranchLine): boolean => {
    if (only === 'waiting') return isWaiting(line.state);
    return only === 'overdue' ? line.overdue : isToDecide(line, post);
  };
  const byId = new Map(lines.map((line) => [line.id, line]));
  const kept = new Set<number>();
  for (const line of lines.filter(fits)) {
    for (let at: InstructionBranchLine | undefined = line; at && !kept.has(at.id); at = at.parent_id === undefined ? undefined : byId.get(at.parent_id)) kept.add(at.id);
  }
  return lines.filter(({ id }) => kept.has(id));
}

/** What somebody types, by question and, of figures by grid, by area; 0 of all others. */
export type TypedAnswers = Record<string, string>;
export function answerKey(question: number, area = 0): string {
  return `${question}:${area}`;
}

/** The fields of the form: one a question, one a grid where figures are by grid. */
export function answerFields(view: Pick<InstructionView, 'questions' | 'grids'>): { question: InstructionQuestion; area: number; areaName: string; key: string }[] {
  return view.questions.flatMap((question) => {
    if (question.kind === 'register_figure') return [];
    if (question.kind !== 'grid_figure') return [{ question, area: 0, areaName: '', key: answerKey(question.id) }];
    return view.grids.map((grid) => ({ question, area: grid.area_id, areaName: grid.area_name, key: answerKey(question.id, grid.area_id) }));
  });
}

function isNumeric(question: InstructionQuestion): boolean {
  return question.kind === 'number' || question.kind === 'grid_figure';
}

export function typedOf(answers: readonly InstructionAnswer[]): TypedAnswers {
  return Object.fromEntries(answers.map((one) => [answerKey(one.question_id, one.area_id ?? 0), one.text ?? String(one.number ?? '')]));
}

/** The answers of what is typed; what is empty is none. */
export function answersOf(view: Pick<InstructionView, 'questions' | 'grids'>, typed: TypedAnswers): InstructionAnswer[] {
  return answerFields(view).flatMap(({ question, area, key }) => {
    const text = (typed[key] ?? '').trim();
    if (text === '') return [];
    const where = area === 0 ? {} : { area_id: area };
    return [{ question_id: question.id, ...where, ...(isNumeric(question) ? { number: Number(text) } : { text }) }];
  });
}

/** Whether everything that must be answered is; without questions a remark is wanted. */
export function isComplete(view: Pick<InstructionView, 'questions' | 'grids'>, typed: TypedAnswers, remark: string): boolean {
  const fields = answerFields(view);
  const filled = fields.every(({ question, key }) => {
    const text = (typed[key] ?? '').trim();
    if (text === '') return !question.required;
    return !isNumeric(question) || /^\d{1,9}$/.test(text);
  });
  return filled && (answersOf(view, typed).length > 0 || remark.trim() !== '');
}
