import type { DoorPlan, PlanDoor } from '@/api/types';

export type DoorState = PlanDoor['state'];

export const doorStates: DoorState[] = ['to_do', 'not_at_home', 'done'];

export function isDoorState(text: unknown): text is DoorState {
  return doorStates.some((one) => one === text);
}

/** Minutes outside: what a day ships with, half of that, and what may be said. */
export const wholeDay = 360, halfDay = 180, leastMinutes = 30, mostMinutes = 600;
export type DayKind = 'half' | 'whole' | 'own';

export function isDayKind(text: string): text is DayKind {
  return text === 'half' || text === 'whole' || text === 'own';
}

export function dayOf(minutes: number): DayKind {
  if (minutes === wholeDay) return 'whole';
  return minutes === halfDay ? 'half' : 'own';
}

/** A state is told by a shape as well as by its word and colour. */
export const stateMark: Record<DoorState, string> = { to_do: '○', not_at_home: '◐', done: '●' };

export interface Progress {
  of: number;
  done: number;
  notAtHome: number;
  toDo: number;
}

export function progressOf(doors: readonly PlanDoor[]): Progress {
  const count = (state: DoorState) => doors.filter((one) => one.state === state).length;
  return { of: doors.length, done: count('done'), notAtHome: count('not_at_home'), toDo: count('to_do') };
}

/** The door to go to from where one stands: the next one on the way that nobody has been to, then those before it, then those where nobody was in. */
export function nextDoor(doors: readonly PlanDoor[], from?: number): PlanDoor | undefined {
  const at = doors.findIndex(({ premises_id }) => premises_id === from);
  const round = [...doors.slice(at + 1), ...doors.slice(0, at + 1)].filter(({ premises_id }) => premises_id !== from);
  return round.find(({ state }) => state === 'to_do') ?? round.find(({ state }) => state === 'not_at_home');
}

/** The plan as it stands once a door has been answered, until it is read anew. */
export function withState(plan: DoorPlan, premises: number, state: DoorState): DoorPlan {
  const doors = plan.doors.map((one) => (one.premises_id === premises ? { ...one, state } : one));
  const { done, notAtHome } = progressOf(doors);
  return { ...plan, doors, done, not_at_home: notAtHome };
}

/** Hours of the day as spans, in the order of the day: 9, 18, 19 become 9–10 and 18–20. */
export function hourSpans(hours: readonly number[]): [from: number, to: number][] {
  const spans: [number, number][] = [];
  for (const hour of [...new Set(hours)].sort((a, b) => a - b)) {
    const last = spans.at(-1);
    if (last?.[1] === hour) last[1] = hour + 1;
    else spans.push([hour, hour + 1]);
  }
  return spans;
}
