import type { ResidentRequestKind } from '@/api/types';
import { daysBetween } from '@/components/data/time';

export const requestKinds: ResidentRequestKind[] = ['correction', 'erasure', 'complaint', 'suggestion'];
export const requestStates = ['open', 'answered', 'all'] as const;
export type RequestState = (typeof requestStates)[number];

const soon = 3; // days

export interface DueMark {
  key: 'requests.overdueBy' | 'requests.dueToday' | 'requests.dueIn';
  days: number;
  tone: 'bad' | 'soon' | 'calm';
}

/** How near the last day for an answer is; of what is answered there is nothing to say. */
export function dueMark(one: { state: string; due_on: string }, today: string): DueMark | null {
  if (one.state !== 'open') return null;
  const left = daysBetween(today, one.due_on);
  if (left < 0) return { key: 'requests.overdueBy', days: -left, tone: 'bad' };
  if (left === 0) return { key: 'requests.dueToday', days: 0, tone: 'soon' };
  return { key: 'requests.dueIn', days: left, tone: left <= soon ? 'soon' : 'calm' };
}

/** The last day that a delay may be set to: the law's 90 days, today counted. */
export function latestDelay(today: string): string {
  return new Date(Date.parse(today) + 90 * 86_400_000).toISOString().slice(0, 10);
}
