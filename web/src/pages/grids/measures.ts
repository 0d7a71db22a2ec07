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
  /** Whether the acting post covers it or a part of it. What it does not cover has no counts: they are unknown, not 0. */
  covered: boolean;
  counts?: GridCounts;
}

export function rowsOf(members: readonly MemberShape[], load: Pick<GridLoad, 'items'> | null): MemberRow[] {
  const lines = new Map(load?.items.map((line) => [line.number, line]));
  return members.map(({ id, properties }) => {
    const line = lines.get(id);
    const covered = line?.covered ?? true;
    return {
      id,
      code: properties.code,
      name: properties.name ?? '',
      ...(properties.committee_id ? { committeeId: properties.committee_id } : {}),
      populated: properties.populated ?? true,
      area: properties.area_m2 ?? 0,
      covered,
      ...(line && covered ? { counts: line.counts } : {}),
    };
  });
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

type Say = (key: string) => string;

/** What stands for a figure where there is none to tell: the key of a text. */
export function unsaid({ covered, counts }: Pick<MemberRow, 'covered' | 'counts'>, measure: Measure): string | undefined {
  if (!covered) return 'grids.uncovered';
  return counts !== undefined && measure === 'confirmed' && tooFew(counts) ? 'grids.tooFew' : undefined;
}

/** A figure in words; what there is none of yet is blank. */
export function figureText(row: Pick<MemberRow, 'covered' | 'counts'>, measure: Measure, say: Say): string {
  const instead = unsaid(row, measure);
  if (instead !== undefined) return say(instead);
  const figure = figureOf(row.counts, measure);
  if (figure === undefined) return '';
  return measure === 'confirmed' ? `${figure}%` : figure.toLocaleString();
}

/** What is said of the member under the pointer, or of the one that is chosen. */
export function captionOf(row: MemberRow | undefined, measure: Measure, say: Say): string {
  return row ? `${row.code} ${row.name} ${say(`grids.measures.${measure}`)} ${figureText(row, measure, say)}` : '';
}

export interface Choropleth {
  classes: ValueClass[];
  tones: Map<number, string>;
  few: number;
  uncovered: number;
}

/**
 * Which colour each member has by a measure. Those with too few doors are grey and those out of the post's area have no colour; neither
 * moves the limits of the others.
 */
export function colour(rows: readonly MemberRow[], measure: Measure, way: ClassWay): Choropleth {
  const told = rows.flatMap((row) => {
    const figure = figureOf(row.counts, measure);
    return figure === undefined || tooFew(row.counts) ? [] : [{ id: row.id, figure }];
  });
  const classes = classesOf(told.map(({ figure }) => figure), way);
  const tones = new Map<number, string>();
  for (const { id, covered } of rows) tones.set(id, covered ? 'few' : 'none');
  for (const { id, figure } of told) tones.set(id, toneOfClass(classOf(figure, classes), classes.length));
  const uncovered = rows.filter(({ covered }) => !covered).length;
  return { classes, tones, few: rows.length - told.length - uncovered, uncovered };
}

/** What the colours mean, and how many have none for lack of something to tell. */
export function legendOf({ classes, few, uncovered }: Choropleth, measure: Measure, say: Say): LegendLine[] {
  const unit = measure === 'confirmed' ? '%' : '';
  const lines = classes.map(({ from, to, count }, index) => ({
    tone: toneOfClass(index, classes.length),
    text: from === to ? `${from.toLocaleString()}${unit}` : `${from.toLocaleString()} – ${to.toLocaleString()}${unit}`,
    count,
  }));
  const without = [{ tone: 'few', text: say('grids.tooFew'), count: few }, { tone: 'none', text: say('grids.uncovered'), count: uncovered }];
  return [...lines, ...without.filter(({ count }) => count > 0)];
}

/** Which members are listed: all, or those the post covers, where there are any of both. */
export function listed(rows: MemberRow[], ownOnly: boolean): MemberRow[] {
  const own = rows.filter(({ covered }) => covered);
  return ownOnly && own.length > 0 ? own : rows;
}

export type SortKey = 'code' | 'most' | 'least';
export const sortKeys: SortKey[] = ['code', 'most', 'least'];

const byCode = new Intl.Collator('zh-CN', { numeric: true });

/** One's own members come first, whatever they are sorted by. */
export function sortRows(rows: readonly MemberRow[], key: SortKey, measure: Measure): MemberRow[] {
  const figure = (row: MemberRow) => figureOf(row.counts, measure) ?? -1;
  const direction = key === 'least' ? 1 : -1;
  return [...rows].sort((a, b) => Number(b.covered) - Number(a.covered) || (key === 'code' ? 0 : direction * (figure(a) - figure(b))) || byCode.compare(a.code, b.code));
}
