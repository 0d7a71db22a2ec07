import { daysBetween } from '@/components/data/time';

/** What agenda items are about that the client has words for. */
export const topics = ['old_confirmations', 'overdue_tasks', 'with_officer', 'old_findings', 'fruitless_doors', 'overdue_key_premises', 'rectification', 'other'] as const;
export type Topic = (typeof topics)[number];

/** Topics that something can be agreed or noted about. */
export const chosenTopics = topics.filter((topic) => topic !== 'rectification');

export function topicKey(topic: string): string {
  return `meetings.topics.${(topics as readonly string[]).includes(topic) ? topic : 'other'}`;
}

/** What was typed line by line, as paragraphs. */
export function paragraphsOf(text: string): string[] {
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
}

/** 540 as 09:00. */
export function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** 09:00 as 540; NaN where it is no time of day. 24:00 is the end of the day. */
export function minuteOf(clock: string): number {
  const found = /^(\d{1,2})[:：](\d{2})$/.exec(clock.trim());
  const minute = found ? Number(found[1]) * 60 + Number(found[2]) : Number.NaN;
  return found && Number(found[2]) < 60 && minute <= 1440 ? minute : Number.NaN;
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

export function mondayOf(day: string): string {
  return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

export function weekDays(monday: string): string[] {
  return Array.from({ length: 7 }, (_, at) => addDays(monday, at));
}

export interface PlannedSlot {
  post_id: number;
  on: string;
  from: number;
  to: number;
}

/** The same hours a week later, of posts that are still there. */
export function carriedOver<T extends PlannedSlot>(slots: readonly T[], posts: readonly number[], fromWeek: string, toWeek: string): PlannedSlot[] {
  const days = daysBetween(fromWeek, toWeek);
  return slots.filter(({ post_id }) => posts.includes(post_id)).map(({ post_id, on, from, to }) => ({ post_id, on: addDays(on, days), from, to }));
}
