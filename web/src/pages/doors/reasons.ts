import type { PlanReason, Task } from '@/api/types';
import { daysBetween } from '@/components/data/time';

export interface Wording {
  key: string;
  values: Record<string, string | number>;
  /** Of the source of a task, where there is one. */
  source?: string;
}

/** How the days until a task is due are told. */
function dueWording(source: string, days: number): Wording {
  if (days < 0) return { key: 'doors.reasons.taskOver', values: { days: -days }, source };
  return days === 0 ? { key: 'doors.reasons.taskToday', values: {}, source } : { key: 'doors.reasons.task', values: { days }, source };
}

const names: Record<PlanReason['code'], string[]> = {
  task: ['days'],
  finding: ['count'],
  roster_differs: ['roster', 'register'],
  confirmed_ago: ['months'],
  never_confirmed: [],
  turnover: ['months'],
  key_premises_overdue: ['days'],
  not_met: ['attempts'],
  by_chance: [],
};

/** Which words a reason has, and the figures in them. */
export function reasonWording({ code, figures, source }: PlanReason): Wording {
  if (code === 'task') return dueWording(source ?? 'by_hand', figures[0] ?? 0);
  return { key: `doors.reasons.${code}`, values: Object.fromEntries(names[code].map((name, at) => [name, figures[at] ?? 0])) };
}

type Translate = (key: string, values: Record<string, string | number>) => string;

export function reasonText(reason: PlanReason, t: Translate): string {
  const { key, values, source } = reasonWording(reason);
  return t(key, source ? { ...values, source: t(`doors.sources.${source}`, {}) } : values);
}

/** Why a task is there: its source, how long it has, and what it asks for. */
export function taskText({ source, due }: Pick<Task, 'source' | 'due'>, day: string, t: Translate): string {
  return reasonText({ code: 'task', source, figures: [daysBetween(day, due)] }, t);
}

/** The key of what a task asks for; a campaign has a name instead. */
export function taskDetailKey({ source, text }: Pick<Task, 'source' | 'text'>): string | undefined {
  if (!text) return undefined;
  if (source === 'finding' || source === 'handed_down') return `findings.kinds.${text}`;
  return source === 'by_hand' ? `doors.subjects.${text}` : undefined;
}
