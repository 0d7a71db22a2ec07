import type { Overview } from '@/api/types';
import { ageBuckets, type AgeBucket } from '@/components/data/time';

export interface CommitteeRow {
  id: number;
  addresses: number;
  covered: number;
  premises: number;
  residents: number;
  organisations: number;
  ages: Partial<Record<AgeBucket, number>>;
}

function emptyRow(id: number): CommitteeRow {
  return { id, addresses: 0, covered: 0, premises: 0, residents: 0, organisations: 0, ages: {} };
}

/** Coverage (which comes apart for residential and non-residential areas) and ages, one row a committee. */
export function committeeRows(overview: Overview): CommitteeRow[] {
  const rows = new Map<number, CommitteeRow>();
  const rowOf = (id: number): CommitteeRow => {
    const row = rows.get(id) ?? emptyRow(id);
    rows.set(id, row);
    return row;
  };
  for (const part of overview.coverage) {
    const row = rowOf(part.area_id);
    row.addresses += part.addresses;
    row.covered += part.covered;
    row.premises += part.premises ?? 0;
    row.residents += part.residents ?? 0;
    row.organisations += part.organisations ?? 0;
  }
  for (const part of overview.ages) {
    const ages = rowOf(part.area_id).ages;
    ages[part.bucket] = (ages[part.bucket] ?? 0) + part.residents;
  }
  return [...rows.values()];
}

export function allAges(overview: Overview): Record<AgeBucket, number> {
  const total: Record<AgeBucket, number> = { d30: 0, d90: 0, d180: 0, d365: 0, older: 0 };
  for (const part of overview.ages) total[part.bucket] += part.residents;
  return total;
}

export const fewest = 20; // fewer cases than this tell nothing as a percentage

export interface Share {
  known: boolean;
  percent: number;
}

export function shareOf(part: number, whole: number): Share {
  return { known: whole >= fewest, percent: whole === 0 ? 0 : Math.floor((100 * part) / whole) };
}

/** Residential against non-residential: the plan asks for both to be covered. */
export function coverageByUse(overview: Overview): { residential: boolean; addresses: number; covered: number }[] {
  return [true, false].map((residential) => {
    const parts = overview.coverage.filter((part) => (part.residential ?? true) === residential);
    return {
      residential,
      addresses: parts.reduce((sum, part) => sum + part.addresses, 0),
      covered: parts.reduce((sum, part) => sum + part.covered, 0),
    };
  });
}

export function oldest(ages: Partial<Record<AgeBucket, number>>): number {
  return ages[ageBuckets.at(-1) ?? 'older'] ?? 0;
}
