import { isTie } from './fieldText';
import type { Change } from '@/api/types';

/** What was done at one stroke: undone together, so shown together. */
export interface Stroke {
  id: number;
  changes: Change[];
}

/** The changes of one operation stand together in the history; it comes page by page, newest first. */
export function strokesOf(changes: Change[]): Stroke[] {
  const strokes: Stroke[] = [];
  for (const change of changes) {
    const last = strokes.at(-1);
    if (last?.changes[0]?.operation_id === change.operation_id) last.changes.push(change);
    else strokes.push({ id: change.id, changes: [change] });
  }
  return strokes;
}

/** The fields of a change that say something: not what ties rows together, nor that something new is current. */
export function tellingFields({ kind, fields }: Change): Change['fields'] {
  return fields.filter(({ field, to }) => !isTie(field) && !(kind === 'add' && field === 'state' && to === 'current'));
}

export interface Line {
  change: Change;
  fields: Change['fields'];
  /** How many changes say just this. */
  count: number;
}

/** One line a change; those that say nothing but what happened to what are counted. */
export function linesOf(changes: Change[]): Line[] {
  const lines: Line[] = [];
  for (const change of changes) {
    const fields = tellingFields(change);
    const alike = lines.find((line) => line.fields.length === 0 && fields.length === 0 && line.change.kind === change.kind && line.change.subject_kind === change.subject_kind);
    if (alike) alike.count += 1;
    else lines.push({ change, fields, count: 1 });
  }
  return lines;
}
