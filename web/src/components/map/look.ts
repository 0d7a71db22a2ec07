import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { TileSource } from './tiles';
import './tones.css';

// How the map looks. Its colours are those of tones.css, read when the theme changes; which member has which one is feature state, so
// that another measure uploads nothing. The member that is chosen is a source of its own: its outline alone is drawn once more.

export const tones = ['none', 'few', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'good', 'shifted', 'split', 'merged', 'bad', 'act'] as const;

export interface Colours {
  ground: string;
  line: string;
  ink: string;
  act: string;
  paper: string;
  tone: Record<string, string>;
}

const black: Partial<Colours> = { ink: '#000000', act: '#000000' };

/** The colours of the theme; on paper those of the light one, with selection in black. */
export function readColours(onPaper = false): Colours {
  const root = document.documentElement;
  const dark = root.classList.contains('dark');
  if (onPaper) root.classList.remove('dark');
  const style = getComputedStyle(root);
  const read = (name: string) => style.getPropertyValue(name).trim();
  const tone = Object.fromEntries(tones.map((name) => [name, read(`--wg-tone-${name}`)]));
  const colours = { ground: read('--wg-map-ground'), line: read('--wg-map-line'), ink: read('--wg-ink'), act: read('--wg-act'), paper: read('--wg-ground'), tone };
  if (onPaper && dark) root.classList.add('dark');
  return onPaper ? { ...colours, ...black } : colours;
}

function byTone(input: ExpressionSpecification, { tone }: Colours): ExpressionSpecification {
  const pairs = tones.flatMap((name) => [name, tone[name] ?? '#888888']);
  return ['match', ['to-string', ['coalesce', input, 'none']], ...pairs, tone.none ?? '#888888'] as unknown as ExpressionSpecification;
}

type Paint = Record<string, Record<string, unknown>>;

/** What depends on the theme, by layer. */
export function themed(colours: Colours): Paint {
  return {
    ground: { 'background-color': colours.ground },
    members: { 'fill-color': byTone(['feature-state', 'tone'], colours) },
    borders: { 'line-color': colours.line },
    patches: { 'fill-color': byTone(['get', 'tone'], colours) },
    'patch-borders': { 'line-color': byTone(['get', 'tone'], colours) },
    'patch-chosen': { 'line-color': colours.ink },
    points: { 'circle-color': colours.ink, 'circle-stroke-color': colours.paper },
    chosen: { 'line-color': colours.act },
    names: { 'text-color': colours.ink, 'text-halo-color': colours.paper },
  };
}

const zoom = (...stops: number[]): ExpressionSpecification => ['interpolate', ['linear'], ['zoom'], ...stops] as unknown as ExpressionSpecification;

function layersOf(fonts: string[], opacity: number): LayerSpecification[] {
  return [
    { id: 'members', type: 'fill', source: 'members', paint: { 'fill-opacity': ['case', ['boolean', ['feature-state', 'hover'], false], opacity * 0.75, opacity], 'fill-antialias': false } },
    { id: 'patches', type: 'fill', source: 'patches', paint: { 'fill-opacity': 0.75, 'fill-antialias': false } },
    { id: 'borders', type: 'line', source: 'members', paint: { 'line-width': zoom(10, 0.4, 14, 0.8, 17, 1.4) }, layout: { 'line-join': 'round' } },
    { id: 'patch-borders', type: 'line', source: 'patches', paint: { 'line-width': 2 }, layout: { 'line-join': 'round' } },
    { id: 'points', type: 'circle', source: 'points', minzoom: 12, paint: { 'circle-radius': zoom(12, 0.8, 14, 1.6, 17, 4), 'circle-stroke-width': zoom(15, 0, 17, 1), 'circle-opacity': 0.7 } },
    { id: 'chosen', type: 'line', source: 'chosen', paint: { 'line-width': 3 }, layout: { 'line-join': 'round' } },
    { id: 'patch-chosen', type: 'line', source: 'patches', paint: { 'line-width': 4, 'line-opacity': ['case', ['boolean', ['feature-state', 'chosen'], false], 1, 0] } },
    {
      id: 'names',
      type: 'symbol',
      source: 'names',
      layout: { 'text-field': ['get', 'text'], 'text-font': fonts, 'text-size': 12, 'text-padding': 4, 'text-max-width': 8 },
      paint: { 'text-halo-width': 1.4 },
    },
  ];
}

/** Pixels that a tile of 512 holds beyond its edge: more than the widest line. MapLibre's own 128 make every tile hold twice what it shows. */
const beyond = 8;

/** Without `glyphs`, MapLibre draws letters from the browser's own fonts: no server is asked for any. */
export function styleOf(colours: Colours, fonts: string[], tiles: TileSource | null): StyleSpecification {
  const empty = { type: 'FeatureCollection' as const, features: [] };
  const paint = themed(colours);
  const ground: LayerSpecification[] = [{ id: 'ground', type: 'background' }];
  if (tiles) ground.push({ id: 'tiles', type: 'raster', source: 'tiles', paint: { 'raster-saturation': -0.7, 'raster-opacity': 0.7 } });
  const layers = [...ground, ...layersOf(fonts, tiles ? 0.6 : 0.9)];
  return {
    version: 8,
    transition: { duration: 0, delay: 0 }, // another measure or theme, and what is printed, stand at once
    sources: {
      members: { type: 'geojson', data: empty, tolerance: 0.1, buffer: beyond },
      chosen: { type: 'geojson', data: empty, tolerance: 0, buffer: beyond },
      names: { type: 'geojson', data: empty, buffer: beyond },
      patches: { type: 'geojson', data: empty, tolerance: 0, buffer: beyond },
      points: { type: 'geojson', data: empty, buffer: beyond },
      ...(tiles ? { tiles: { type: 'raster' as const, tiles: tiles.urls, tileSize: tiles.size ?? 256, maxzoom: tiles.maxZoom ?? 18, attribution: tiles.attribution ?? '' } } : {}),
    },
    layers: layers.map((layer) => ({ ...layer, paint: { ...layer.paint, ...paint[layer.id] } }) as LayerSpecification),
  };
}
