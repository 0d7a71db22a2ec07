import type { Duty, DutyBoard, DutyCell, DutyCellState } from '@/api/types';

/** What a month that still runs has no record of is still to do, and not missing. */
export type ShownState = DutyCellState | 'to_do';
export type ShownCell = Omit<DutyCell, 'state'> & { state: ShownState };
export type BoardGrid = Omit<DutyBoard['grids'][number], 'cells'> & { cells: ShownCell[] };
export type ShownBoard = Omit<DutyBoard, 'grids'> & { grids: BoardGrid[] };

export function shownIn(thisMonth: string, board: DutyBoard): ShownBoard {
  if (board.month !== thisMonth) return board;
  const cellOf = (cell: DutyCell): ShownCell => (cell.state === 'missing' ? { ...cell, state: 'to_do' } : cell);
  return { ...board, grids: board.grids.map((grid) => ({ ...grid, cells: grid.cells.map(cellOf) })) };
}

export const cellStates: ShownState[] = ['done', 'begun', 'to_do', 'missing', 'nothing_due', 'channel_open', 'channel_closed', 'not_built'];

type Translate = (key: string, values?: Record<string, unknown>) => string;

/** In the matrix: as short as it gets. */
export function shortOf(cell: ShownCell, t: Translate): string {
  return cell.state === 'begun' ? t('duties.count', { done: cell.done, due: cell.due }) : t(`duties.short.${cell.state}`);
}

/** In words: the state, how many of how many, and the channel. */
export function wordsOf(cell: ShownCell, duty: Duty, t: Translate): string {
  const parts = [t(`duties.states.${cell.state}`)];
  if (cell.due !== undefined && cell.due > 0) parts.push(t('duties.counted', { done: cell.done, due: cell.due }));
  if (cell.channel_open !== undefined && cell.due !== undefined) parts.push(t(cell.channel_open ? 'duties.channelOpen' : 'duties.channelClosed'));
  return [...parts, ...duty.not_built.map((part) => t(`duties.parts.${part}`))].join(' · ');
}

/** Where the records of a cell are; none: there is no such page, or it is not for this post. */
export function placeOf(duty: Duty, grid: BoardGrid, month: string, opens: (path: string) => boolean): string | undefined {
  if (!duty.page || !opens(duty.page)) return undefined;
  return duty.page === '/teams' ? `/teams/${grid.area_id}` : `${duty.page}?area=${grid.area_id}&month=${month}`; // a team has a page of its own
}

export interface Tally {
  done: number;
  begun: number;
  missing: number;
  toDo: number;
}

export function tallyOf(grid: BoardGrid): Tally {
  const count = (state: ShownState) => grid.cells.filter((cell) => cell.state === state).length;
  return { done: count('done'), begun: count('begun'), missing: count('missing'), toDo: count('to_do') };
}

export interface DutyGroup {
  group: string;
  duties: { duty: Duty; at: number }[];
}

/** By whose duty it is: L, O, C, N, S. */
export function groupsOf(duties: Duty[]): DutyGroup[] {
  const out: DutyGroup[] = [];
  duties.forEach((duty, at) => {
    const group = duty.number.slice(0, 1);
    const last = out.at(-1);
    if (last?.group === group) last.duties.push({ duty, at });
    else out.push({ group, duties: [{ duty, at }] });
  });
  return out;
}
