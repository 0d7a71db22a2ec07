import type { Map as MapLibre } from 'maplibre-gl';
import { TerraDraw, TerraDrawLineStringMode, TerraDrawPolygonMode, TerraDrawSelectMode, type GeoJSONStoreFeatures } from 'terra-draw';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';
import type { Geometry } from '@/api/types';
import { ringsOf, type MemberShape, type Place } from '@/components/map/shapes';
import { movesBetween, nearestCorner, type Move } from './corners';

const digits = 9; // of a degree: the lattice of the register, 0.1 mm
const reach = 14; // pixels within which a corner attracts what is drawn

export interface Drawing {
  line: (done: (line: Place[]) => void) => void;
  polygon: (done: (outline: Place[]) => void) => void;
  /** Shows the corners of a member to be dragged; tells all moves so far after each. */
  corners: (geometry: Geometry, moved: (moves: Move[]) => void) => void;
  clear: () => void;
  stop: () => void;
}

type Snap = (event: { containerX: number; containerY: number }) => Place | undefined;

/** What is drawn sticks to corners of members that are in sight under the pointer. */
function snapTo(map: MapLibre, members: () => readonly MemberShape[]): Snap {
  return ({ containerX: x, containerY: y }) => {
    const near = map.queryRenderedFeatures([[x - reach, y - reach], [x + reach, y + reach]], { layers: ['members'] });
    const ids = new Set(near.map(({ id }) => Number(id)));
    const shapes = members().filter(({ id }) => ids.has(id)).map(({ geometry }) => geometry);
    return nearestCorner(shapes, ([lng, lat]) => {
      const at = map.project([lng, lat]);
      return Math.hypot(at.x - x, at.y - y);
    }, reach);
  };
}

function colours() {
  const read = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim() as `#${string}`;
  return { act: read('--wg-act'), paper: read('--wg-ground') };
}

function modesOf(snap: Snap) {
  const { act, paper } = colours();
  const snapping = { toCustom: (event: Parameters<Snap>[0]) => snap(event) };
  const points = { closingPointColor: act, closingPointOutlineColor: paper };
  return [
    new TerraDrawLineStringMode({ snapping, styles: { lineStringColor: act, lineStringWidth: 3, ...points } }),
    new TerraDrawPolygonMode({ snapping, styles: { fillColor: act, fillOpacity: 0.15, outlineColor: act, outlineWidth: 3, ...points } }),
    new TerraDrawSelectMode({
      keyEvents: null, // nothing is deleted or turned by a key
      flags: { polygon: { feature: { draggable: false, coordinates: { draggable: true, midpoints: false, deletable: false, snappable: snapping } } } },
      styles: { selectedPolygonColor: act, selectedPolygonFillOpacity: 0.1, selectedPolygonOutlineColor: act, selectionPointColor: paper, selectionPointOutlineColor: act, selectionPointOutlineWidth: 2, selectionPointWidth: 5 },
    }),
  ];
}

function coordinatesOf(feature: GeoJSONStoreFeatures | undefined): Place[] {
  if (feature?.geometry.type === 'LineString') return feature.geometry.coordinates as Place[];
  return feature?.geometry.type === 'Polygon' ? ((feature.geometry.coordinates[0] ?? []) as Place[]) : [];
}

/** Drawing on the map of a draft. */
export function openDrawing(map: MapLibre, members: () => readonly MemberShape[]): Drawing {
  const draw = new TerraDraw({ adapter: new TerraDrawMapLibreGLAdapter({ map, coordinatePrecision: digits }), modes: modesOf(snapTo(map, members)) });
  let finished: (feature: Place[]) => void = () => undefined;
  let changed: () => void = () => undefined;
  draw.start();
  draw.on('finish', (id, { action }) => {
    if (action === 'draw') finished(coordinatesOf(draw.getSnapshotFeature(id)));
    else changed();
  });

  function begin(mode: string, done: (feature: Place[]) => void): void {
    draw.clear();
    finished = done;
    draw.setMode(mode);
  }

  function corners(geometry: Geometry, moved: (moves: Move[]) => void): void {
    draw.clear();
    draw.setMode('select');
    const rings = ringsOf(geometry);
    const added = draw.addFeatures(rings.map((ring) => ({ type: 'Feature', properties: { mode: 'polygon' }, geometry: { type: 'Polygon', coordinates: [ring] } })));
    const ids = added.map(({ id, valid }) => (valid ? id : undefined));
    changed = () => {
      moved(ids.flatMap((id, index) => (id === undefined ? [] : movesBetween(rings[index] ?? [], coordinatesOf(draw.getSnapshotFeature(id))))));
    };
    const first = ids.find((id) => id !== undefined);
    if (first !== undefined) draw.selectFeature(first);
  }

  return {
    line: (done) => { begin('linestring', done); },
    polygon: (done) => { begin('polygon', done); },
    corners,
    clear: () => { draw.clear(); },
    stop: () => { draw.stop(); },
  };
}
