import type { Publication, PublicationSummary } from '@/api/types';

export type Measure = PublicationSummary['measure'];
export type Breakdown = PublicationSummary['breakdown'];
export type Level = PublicationSummary['level'];

export const measures: Measure[] = ['residents', 'premises', 'organisations'];
export const levels: Level[] = ['town', 'committee', 'grid'];

/** What a measure can be broken down by. */
export function breakdownsOf(measure: Measure): Breakdown[] {
  return measure === 'residents' ? ['none', 'category', 'confirmed'] : ['none', 'use'];
}

type Translate = (key: string, values?: Record<string, unknown>) => string;

/** "实有人口，按村居，居住类别". */
export function titleOf(table: Pick<PublicationSummary, 'measure' | 'breakdown' | 'level'>, t: Translate): string {
  const measure = t(`publications.measures.${table.measure}`);
  const title = table.level === 'town' ? t('publications.ofTown', { measure }) : t('publications.of', { measure, level: t(`publications.levels.${table.level}`) });
  return table.breakdown === 'none' ? title : t('publications.parts', { table: title, breakdown: t(`publications.breakdowns.${table.breakdown}`) });
}

/** What stands in a cell, the total first; undefined: it is not told. */
export function numbersOf(table: Publication, row: Publication['rows'][number]): (number | undefined)[] {
  return [row.total, ...table.columns.map((column) => row.cells[column])];
}
