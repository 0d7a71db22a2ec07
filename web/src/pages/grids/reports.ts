import { figureOf, type MemberRow } from './measures';
import type { GridCounts, GridLayer } from '@/api/types';

export const reportColumns = ['addresses', 'doors', 'residents', 'confirmed', 'share', 'premises', 'organisations'] as const;
export type ReportColumn = (typeof reportColumns)[number];

const nothing: Required<GridCounts> = { addresses: 0, doors: 0, residents: 0, premises: 0, premises_residential: 0, organisations: 0, confirmed_within_year: 0, doors_with_residents: 0 };

/** `share`: of the residents those confirmed within a year, in whole percent; none where nobody lives. */
export function valueIn(counts: GridCounts | undefined, column: ReportColumn): number | undefined {
  if (column === 'share') return figureOf(counts, 'confirmed');
  return (column === 'confirmed' ? counts?.confirmed_within_year : counts?.[column]) ?? 0;
}

export function totalOf(rows: readonly Pick<MemberRow, 'counts'>[]): GridCounts {
  const whole = { ...nothing };
  for (const { counts } of rows) {
    for (const key of Object.keys(nothing) as (keyof GridCounts)[]) whole[key] += counts?.[key] ?? 0;
  }
  return whole;
}

/** The day on which the report of `month` is there. */
function dayAfter(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10);
}

export function lastDayOf(month: string): string {
  return new Date(Date.parse(dayAfter(month)) - 86_400_000).toISOString().slice(0, 10);
}

/** The first month of which there will be a report, and the day from which on; none as long as no version has a date. */
export function firstReport(layer: Pick<GridLayer, 'versions'> | undefined, today: string): { month: string; day: string } | undefined {
  const begins = layer?.versions.flatMap(({ state, effective_from: from }) => (state === 'published' && from ? [from.slice(0, 7)] : [])) ?? [];
  const [first] = begins.sort();
  if (first === undefined) return undefined;
  const now = today.slice(0, 7);
  const month = first > now ? first : now;
  return { month, day: dayAfter(month) };
}

export interface ReportWords {
  code: string;
  name: string;
  committee: string;
  columns: Record<ReportColumn, string>;
  whole: string;
}

/** As it is downloaded: a line for each member, figures as plain numbers, the total last. */
export function reportLines(rows: readonly MemberRow[], words: ReportWords, committeeOf: (row: MemberRow) => string): (string | number)[][] {
  const figures = (counts: GridCounts | undefined) => reportColumns.map((column) => valueIn(counts, column) ?? '');
  return [
    [words.code, words.name, words.committee, ...reportColumns.map((column) => words.columns[column])],
    ...rows.map((row) => [row.code, row.name, committeeOf(row), ...figures(row.counts)]),
    [words.whole, '', '', ...figures(totalOf(rows))],
  ];
}
