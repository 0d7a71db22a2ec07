import type { GridEdit } from '@/api/types';
import type { Place } from '@/components/map/shapes';
import type { Move } from './corners';

export const editTools = [
  { name: 'vertices', wants: 'member' },
  { name: 'border', wants: 'member' },
  { name: 'split', wants: 'member' },
  { name: 'merge', wants: 'member' },
  { name: 'draw', wants: 'nothing' },
] as const;
export type EditToolName = (typeof editTools)[number]['name'];

/** What has been drawn and chosen so far. */
export interface ToolState {
  line: Place[];
  moves: Move[];
  others: number[];
  /** The other side of a border. */
  side: number | 'outside' | undefined;
  code: string;
  name: string;
  take: boolean;
}

export function newToolState(): ToolState {
  return { line: [], moves: [], others: [], side: undefined, code: '', name: '', take: true };
}

function named({ code, name }: ToolState): Pick<GridEdit, 'code' | 'name'> {
  return { ...(code.trim() ? { code: code.trim() } : {}), ...(name.trim() ? { name: name.trim() } : {}) };
}

function drawStep(state: ToolState): GridEdit | undefined {
  return state.line.length > 3 ? { kind: 'draw', line: state.line, take: state.take, ...named(state) } : undefined;
}

function borderStep(number: number, { line, side }: ToolState): GridEdit | undefined {
  if (line.length < 2 || side === undefined) return undefined;
  return { kind: 'replace_border', number, others: side === 'outside' ? [] : [side], line };
}

/** The step that has been prepared; none while something is wanting. */
export function stepOf(tool: EditToolName, number: number | undefined, state: ToolState): GridEdit | undefined {
  if (tool === 'draw') return drawStep(state);
  if (number === undefined) return undefined;
  if (tool === 'border') return borderStep(number, state);
  if (tool === 'split') return state.line.length > 1 ? { kind: 'split', number, line: state.line, ...named(state) } : undefined;
  if (tool === 'merge') return state.others.length > 0 ? { kind: 'merge', number, others: state.others } : undefined;
  return state.moves.length > 0 ? { kind: 'move_vertices', moves: state.moves } : undefined;
}
