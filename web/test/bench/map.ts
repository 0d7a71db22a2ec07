// The map component with a town larger than any: 5,000 members of 60 corners each with shared borders, 100,000 points, names and colours.
import { createApp, h } from 'vue';
import '@/styles/tokens.css';
import '@/styles/base.css';
import GridMap from '@/components/map/GridMap.vue';
import type { MapPoints, MemberShape, Place, Ring } from '@/components/map/shapes';
import type { MapView } from '@/components/map/view';
import { i18n } from '@/locales';
import '@/locales/grids';

declare global {
  interface Window {
    opened?: MapView;
    /** How long the browser took from the data to the first whole picture, in ms. */
    drawn?: number;
  }
}

const [columns, rows, corners] = [100, 50, 60];
const [west, south, side] = [121.1, 31.1, 0.003];

function random(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1664525 + 1013904223) % 4294967296) / 4294967296;
}

const roll = random(7);
const perSide = corners / 4;
const jitter = new Map<string, Place>();

/** A corner on the lattice, always at the same place for the members that share it. */
function at(x: number, y: number): Place {
  const key = `${x},${y}`;
  const known = jitter.get(key);
  if (known) return known;
  const made: Place = [west + (x / perSide + (roll() - 0.5) * 0.03) * side, south + (y / perSide + (roll() - 0.5) * 0.03) * side];
  jitter.set(key, made);
  return made;
}

function ring(column: number, row: number): Ring {
  const [x, y] = [column * perSide, row * perSide];
  const along = Array.from({ length: perSide }, (_, index) => index);
  const walk = [
    ...along.map((index) => at(x + index, y)),
    ...along.map((index) => at(x + perSide, y + index)),
    ...along.map((index) => at(x + perSide - index, y + perSide)),
    ...along.map((index) => at(x, y + perSide - index)),
  ];
  return [...walk, walk[0] ?? [0, 0]];
}

const members: MemberShape[] = Array.from({ length: columns * rows }, (_, id) => ({
  type: 'Feature',
  id,
  properties: { code: `WG-${String(id + 1).padStart(4, '0')}` },
  geometry: { type: 'Polygon', coordinates: [ring(id % columns, Math.floor(id / columns))] },
}));
const tones = new Map(members.map(({ id }) => [id, `c${1 + (id % 6)}`]));
const points: MapPoints = {
  at: Array.from({ length: 100_000 }, () => [west + roll() * columns * side, south + roll() * rows * side]).flat(),
  numbers: Array.from({ length: 100_000 }, () => 0),
};

const begun = performance.now();

function opened(view: MapView): void {
  void Promise.resolve(view.map.once('idle')).then(() => {
    window.drawn = performance.now() - begun;
    window.opened = view;
  });
}

createApp({ render: () => h(GridMap, { class: 'map', members, tones, points, label: 'map', onReady: opened }) }).use(i18n).mount('#app');
