import type { GridLayer, GridLayerKind, GridVersion } from '@/api/types';

const order: GridLayerKind[] = ['grids', 'areas', 'committees', 'other'];

/** Micro-grids first, then responsibility areas: as they are worked with. */
export function sortedLayers(layers: readonly GridLayer[]): GridLayer[] {
  return [...layers].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || a.id - b.id);
}

/** The version whose borders held on a day; none before the first. */
export function versionOn(layer: Pick<GridLayer, 'versions'> | undefined, day: string): GridVersion | undefined {
  return layer?.versions.find(
    ({ state, effective_from: from, effective_to: to }) => state === 'published' && from !== undefined && from <= day && (to === undefined || day <= to),
  );
}

/** What is no map of any day yet: drafts, and those that are taking effect. */
export function draftsOf(layer: Pick<GridLayer, 'versions'> | undefined): GridVersion[] {
  return layer?.versions.filter(({ state }) => state !== 'published') ?? [];
}

export interface TimelineBar {
  version: GridVersion;
  /** Percent of the whole. */
  left: number;
  width: number;
}

const dayLong = 86_400_000;

export interface Timeline {
  bars: TimelineBar[];
  /** Where today stands, in percent. */
  today: number;
}

/** Published versions as bars on one line of time, which reaches a month beyond today and the last beginning. */
export function timelineOf(versions: readonly GridVersion[], today: string): Timeline {
  const begun = versions.flatMap((version) => (version.effective_from ? [{ version, from: Date.parse(version.effective_from) }] : [])).sort((a, b) => a.from - b.from);
  const begin = begun[0]?.from ?? Date.parse(today);
  const end = Math.max(Date.parse(today), begun.at(-1)?.from ?? 0) + 30 * dayLong;
  const share = (at: number) => Math.min(100, Math.max(0, (100 * (at - begin)) / (end - begin)));
  const bars = begun.map(({ version, from }) => {
    const to = version.effective_to ? share(Date.parse(version.effective_to) + dayLong) : 100;
    return { version, left: share(from), width: Math.max(0.5, to - share(from)) };
  });
  return { bars, today: share(Date.parse(today)) };
}

/** Land as people say it: hectares from one on, else square metres. */
export function areaText(squareMetres: number): string {
  if (squareMetres >= 10_000_000) return `${(squareMetres / 1_000_000).toFixed(1)} km²`;
  if (squareMetres >= 10_000) return `${(squareMetres / 10_000).toFixed(squareMetres < 100_000 ? 1 : 0)} ha`;
  return `${squareMetres < 10 ? squareMetres.toFixed(1) : Math.round(squareMetres).toLocaleString()} m²`;
}
