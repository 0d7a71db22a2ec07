import { classOf, classesOf, toneOfClass, type ClassWay, type ValueClass } from '@/components/map/classes';
import type { LegendLine } from '@/components/map/MapLegend.vue';
import type { MemberShape } from '@/components/map/shapes';
import type { GridCounts, GridLoad } from '@/api/types';

export const measures = ['doors', 'residents', 'premises', 'organisations', 'confirmed'] as const;
export type Measure = (typeof measures)[number];

export function measureNamed(name: string | undefined): Measure {
  return measures.find((one) => one === name) ?? 'doors';
}

/** A member with fewer doors tells nothing that could be compared with others. */
export const fewestDoors = 5;

export interface MemberRow {
  id: number;
  code: string;
  name: string;
  committeeId?: number;
  populated: boolean;
  area: number;
  counts?: GridCounts;
}

export function rowsOf(members: readonly MemberShape[], load: Pick<GridLoad, 'items'> | null): MemberRow[] {
  const counts = new Map(load?.items.map((line) => [line.number, line.counts]));
  return members.map(({ id, properties }) => ({
    id,
    code: properties.code,
    name: properties.name ?? '',
    ...(properties.committee_id ? { committeeId: properties.committee_id } : {}),
    populated: properties.populated ?? true,
    area: properties.area_m2 ?? 0,
    ...(counts.has(id) ? { counts: counts.get(id) } : {}),
  }));
}

/** A figure as it stands in the table; a share is in whole percent. */
export function figureOf(counts: GridCounts | undefined, measure: Measure): number | undefined {
  if (!counts) return undefined;
  if (measure !== 'confirmed') return counts[measure];
  return counts.residents === 0 ? undefined : Math.floor((100 * (counts.confirmed_within_year ?? 0)) / counts.residents);
}

export function tooFew(counts: GridCounts | undefined): boolean {
  return (counts?.doors ?? 0) < fewestDoors;
}

export interface Choropleth {
  classes: ValueClass[];
  tones: Map<number, string>;
  few: number;
}

/** Which colour each member has by a measure. Those with too few doors are grey and do not move the limits of the others. */
export function colour(rows: readonly MemberRow[], measure: Measure, way: ClassWay): Choropleth {
  const told = rows.flatMap((row) => {
    const figure = figureOf(row.counts, measure);
    return figure === undefined || tooFew(row.counts) ? [] : [{ id: row.id, figure }];
  });
  const classes = classesOf(told.map(({ figure }) => figure), way);
  const tones = new Map<number, string>();
  for (const { id } of rows) tones.set(id, 'few');
  for (const { id, figure } of told) tones.set(id, toneOfClass(classOf(figure, classes), classes.length));
  return { classes, tones, few: rows.length - told.length };
}

/** What the colours mean; `few` is said of members with too little to tell. */
export function legendOf({ classes, few }: Choropleth, measure: Measure, fewText: string): LegendLine[] {
  const unit = measure === 'confirmed' ? '%' : '';
  const lines = classes.map(({ from, to, count }, index) => ({
    tone: toneOfClass(index, classes.length),
    text: from === to ? `${from.toLocaleString()}${unit}` : `${from.toLocaleString()} – ${to.toLocaleString()}${unit}`,
    count,
  }));
  return few > 0 ? [...lines, { tone: 'few', text: fewText, count: few }] : lines;
}

export type SortKey = 'code' | 'most' | 'least';
export const sortKeys: SortKey[] = ['code', 'most', 'least'];

const byCode = new Intl.Collator('zh-CN', { numeric: true });

export function sortRows(rows: readonly MemberRow[], key: SortKey, measure: Measure): MemberRow[] {
  const figure = (row: MemberRow) => figureOf(row.counts, measure) ?? -1;
  const direction = key === 'least' ? 1 : -1;
  return [...rows].sort((a, b) => (key === 'code' ? 0 : direction * (figure(a) - figure(b))) || byCode.compare(a.code, b.code));
}
