import type { GridAddress, GridCoverage, GridLayerKind } from '@/api/types';

export const kinds: GridLayerKind[] = ['grids', 'areas', 'committees', 'other'];
export const ways = ['none', 'hand', 'below', 'above', 'point'] as const satisfies GridAddress['way'][];
export const doubts = ['outside', 'far', 'committee', 'spread'] as const satisfies NonNullable<GridAddress['doubt']>[];

export type CoverageFinding = GridCoverage['findings'][number];
export type Fix = CoverageFinding['fixes'][number];

/** Land that nobody holds is a conflict; land that two hold, or a border that is not clean, waits for a decision. */
export function toneOfFinding({ kind }: Pick<CoverageFinding, 'kind'>): string {
  if (kind === 'gap' || kind === 'hole' || kind === 'outside') return 'bad';
  return kind === 'island' || kind === 'detached_part' ? 'few' : 'split';
}

/** The datums a file may state, and in which files each is usually found. */
export const datums = ['CGCS2000', 'WGS-84', 'GCJ-02', 'BD-09', 'EPSG'] as const;
export type DatumChoice = (typeof datums)[number];

/** What goes into the request; a code may be typed with or without its prefix. */
export function datumText(choice: DatumChoice | null, code: string): string | undefined {
  if (choice === null) return undefined;
  if (choice !== 'EPSG') return choice;
  const digits = /^(?:EPSG:)?\s*(\d{4,6})$/i.exec(code.trim())?.[1];
  return digits === undefined ? undefined : `EPSG:${digits}`;
}
