import type { Task, TaskCancelReason, TaskSource, TaskState, TaskSubject } from '@/api/types';

export const taskSources: TaskSource[] = ['finding', 'handed_down', 'confirmation_age', 'weekly_visit', 'campaign', 'key_premises', 'flagged_site', 'full_verification', 'random_door', 'by_hand'];
export const taskStates: TaskState[] = ['open', 'with_officer', 'done', 'cancelled'];
export const taskSubjects: TaskSubject[] = ['residents', 'premises', 'organisation', 'everything'];
export const cancelReasons: TaskCancelReason[] = ['not_needed', 'twice', 'wrong_place', 'settled_elsewhere'];

export interface TaskFilter {
  state: TaskState | undefined;
  source: TaskSource | undefined;
  area: number | undefined;
  post: number | undefined;
  overdue: boolean;
}

type Asked = Record<string, unknown>;

function idOf(value: unknown): number | undefined {
  const id = Number(value);
  return Number.isInteger(id) && id > 0 ? id : undefined;
}

/** What the address bar asks for; anything else in it is left aside. */
export function filterOf(query: Asked): TaskFilter {
  return {
    state: taskStates.find((one) => one === query.state),
    source: taskSources.find((one) => one === query.source),
    area: idOf(query.area),
    post: idOf(query.post),
    overdue: query.overdue === 'true',
  };
}

export function isFiltered({ state, source, area, post, overdue }: TaskFilter): boolean {
  return overdue || [state, source, area, post].some((one) => one !== undefined);
}

export function isOver({ state }: Pick<Task, 'state'>): boolean {
  return state === 'done' || state === 'cancelled';
}

export interface TaskCount {
  source: TaskSource;
  area_id: number;
  waiting: number;
  overdue: number;
  with_officer: number;
}

/** How many wait, are overdue or are with the officer, of a source or an area if one is chosen. */
export function sumOf(counts: readonly TaskCount[], { source, area }: Partial<Pick<TaskFilter, 'source' | 'area'>>): Omit<TaskCount, 'source' | 'area_id'> {
  const chosen = counts.filter((one) => (!source || one.source === source) && (!area || one.area_id === area));
  const sum = (of: 'waiting' | 'overdue' | 'with_officer') => chosen.reduce((total, one) => total + one[of], 0);
  return { waiting: sum('waiting'), overdue: sum('overdue'), with_officer: sum('with_officer') };
}

export interface DoorOfTasks {
  kind: 'premises' | 'organisation';
  id: number;
  address: string;
  tasks: Task[];
}

/** One door, one visit: tasks at the same door stand together, where the first of them stood. */
export function byDoor(tasks: readonly Task[]): DoorOfTasks[] {
  const doors = new Map<string, DoorOfTasks>();
  for (const task of tasks) {
    const kind = task.premises_id === undefined ? 'organisation' : 'premises';
    const id = task.premises_id ?? task.organisation_id ?? 0;
    const door = doors.get(`${kind}:${id}`) ?? { kind, id, address: task.address, tasks: [] };
    door.tasks.push(task);
    doors.set(`${kind}:${id}`, door);
  }
  return [...doors.values()];
}

/** The page of a task's door. */
export function doorOf(task: Pick<Task, 'premises_id' | 'organisation_id'>) {
  if (task.premises_id !== undefined) return { name: 'door', params: { id: task.premises_id } };
  return { name: 'door', params: { id: task.organisation_id ?? 0 }, query: { kind: 'organisation' } };
}
