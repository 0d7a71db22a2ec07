import type { MemberRow } from './measures';

export interface LoadBar {
  id: number;
  code: string;
  committeeId?: number;
  figure: number;
  /** Percent of the drawing. */
  width: number;
}

export interface Balance {
  bars: LoadBar[];
  mean: number;
  most: number;
  least: number;
  /** Standard deviation divided by the mean, as the server reckons it. */
  spread: number;
  /** Where the line of the mean stands, in percent of the drawing. */
  meanAt: number;
}

/** Loads of the members that have population elements, heaviest first, against their mean. */
export function balanceOf(rows: readonly MemberRow[], measure: 'doors' | 'residents'): Balance {
  const counted = rows.filter(({ populated, counts }) => populated && counts !== undefined).map((row) => ({ ...row, figure: row.counts?.[measure] ?? 0 }));
  counted.sort((a, b) => b.figure - a.figure || a.code.localeCompare(b.code));
  const count = Math.max(1, counted.length);
  const mean = counted.reduce((sum, { figure }) => sum + figure, 0) / count;
  const variance = counted.reduce((sum, { figure }) => sum + (figure - mean) ** 2, 0) / count;
  const most = counted[0]?.figure ?? 0;
  const percent = (figure: number) => (most === 0 ? 0 : (100 * figure) / most);
  const bars = counted.map(({ id, code, committeeId, figure }) => ({ id, code, ...(committeeId === undefined ? {} : { committeeId }), figure, width: percent(figure) }));
  return { bars, mean, most, least: counted.at(-1)?.figure ?? 0, spread: mean === 0 ? 0 : Math.sqrt(variance) / mean, meanAt: percent(mean) };
}
