import { Map as MapLibre, NavigationControl, ScaleControl, type GeoJSONSource, type MapGeoJSONFeature, type MapMouseEvent } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import { readColours, styleOf, themed } from './look';
import { labelPlace, namesFrom, type Box, type MapPoints, type MemberShape, type Patch } from './shapes';
import { tileSource, type TileSource } from './tiles';

export interface ViewEvents {
  /** The map got another size, and nobody has moved it yet. */
  resized: () => void;
  select: (number: number | undefined) => void;
  pick: (patch: number) => void;
  hover: (number: number | undefined) => void;
}

type Words = Record<'title' | 'zoomIn' | 'zoomOut', string>;

export interface MapView {
  readonly map: MapLibre;
  setMembers: (members: readonly MemberShape[], text: (member: MemberShape) => string) => void;
  setTones: (tones: ReadonlyMap<number, string>) => void;
  setPatches: (patches: readonly Patch[]) => void;
  setPoints: (points: MapPoints | null) => void;
  choose: (member: MemberShape | undefined) => void;
  choosePatch: (patch: number | undefined) => void;
  /** While something is drawn, clicks belong to the drawing. */
  listen: (on: boolean) => void;
  recolour: (onPaper?: boolean) => void;
  show: (box: Box | undefined, how?: { far?: number; slowly?: boolean }) => void;
  picture: () => string;
  remove: () => void;
}

const smallest = 24; // pixels: what is smaller is brought nearer when it is chosen
const around = 32; // pixels left free around what is shown
const pageMargin = { top: around, bottom: around + 16, left: around, right: around };

function collection<T>(features: T[]): GeoJSON.FeatureCollection {
  return { type: 'FeatureCollection', features: features as unknown as GeoJSON.Feature[] };
}

function namesOf(members: readonly MemberShape[], text: (member: MemberShape) => string): GeoJSON.FeatureCollection {
  return collection(members.flatMap((member) => {
    const at = labelPlace(member);
    return at ? [{ type: 'Feature', id: member.id, properties: { text: text(member) }, geometry: { type: 'Point', coordinates: at } }] : [];
  }));
}

function pointsOf(points: MapPoints | null): GeoJSON.FeatureCollection {
  const found = points?.numbers ?? [];
  return collection(Array.from(found, (_, index) => ({
    type: 'Feature',
    properties: {},
    geometry: { type: 'Point', coordinates: [points?.at[2 * index], points?.at[2 * index + 1]] },
  })));
}

/** One state that one feature of a source has at a time. */
function single(map: MapLibre, source: string, state: string): (id: number | undefined) => void {
  let held: number | undefined;
  return (id) => {
    if (id === held) return;
    if (held !== undefined) map.setFeatureState({ source, id: held }, { [state]: false });
    if (id !== undefined) map.setFeatureState({ source, id }, { [state]: true });
    held = id;
  };
}

/** The scale is written anew when the map has come to rest or is zoomed: asking the page for its size costs each frame of a drag. */
class RestingScale extends ScaleControl {
  override onAdd(map: MapLibre): HTMLElement {
    const made = super.onAdd(map);
    map.off('move', this._onMove);
    map.on('zoom', this._onMove);
    map.on('moveend', this._onMove);
    return made;
  }

  override onRemove(): void {
    this._map.off('zoom', this._onMove);
    this._map.off('moveend', this._onMove);
    super.onRemove();
  }
}

/** Puts features into a source. One that holds none is not drawn: its tiles and clipping would cost each frame as much as full ones. */
function fill(map: MapLibre, name: string, features: GeoJSON.FeatureCollection): void {
  void map.getSource<GeoJSONSource>(name)?.setData(features);
  const visibility = features.features.length > 0 ? 'visible' : 'none';
  for (const layer of map.getLayersOrder()) {
    if (map.getLayer(layer)?.source === name) map.setLayoutProperty(layer, 'visibility', visibility);
  }
}

function openMap(container: HTMLElement, words: Words, tiles: TileSource | null): MapLibre {
  const fonts = getComputedStyle(container).fontFamily.split(',').map((name) => name.trim().replace(/^["']|["']$/g, ''));
  const map = new MapLibre({
    container,
    style: styleOf(readColours(), fonts, tiles),
    localIdeographFontFamily: fonts.join(','),
    attributionControl: tiles === null ? false : { compact: true },
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    maxZoom: 20,
    center: [121.27, 31.17],
    zoom: 10,
    locale: { 'Map.Title': words.title, 'NavigationControl.ZoomIn': words.zoomIn, 'NavigationControl.ZoomOut': words.zoomOut },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  const busy = (is: boolean) => () => { container.setAttribute('aria-busy', String(is)); };
  map.on('movestart', busy(true));
  map.on('dataloading', busy(true));
  map.on('idle', busy(false));
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new RestingScale({ unit: 'metric' }), 'bottom-right');
  return map;
}

function idOf(feature: MapGeoJSONFeature | undefined): number | undefined {
  return feature?.id === undefined ? undefined : Number(feature.id);
}

function follow(map: MapLibre, events: ViewEvents, listening: () => boolean): void {
  const under = (event: Pick<MapMouseEvent, 'point'>, layer: string) => idOf(map.queryRenderedFeatures(event.point, { layers: [layer] })[0]);
  map.on('click', (event) => {
    if (!listening()) return;
    const patch = under(event, 'patches');
    if (patch === undefined) events.select(under(event, 'members'));
    else events.pick(patch);
  });
  map.on('mousemove', (event) => {
    if (map.isMoving() || !listening()) return; // while the map is dragged, nothing is asked of it
    const member = under(event, 'members');
    map.getCanvas().style.cursor = member === undefined ? '' : 'pointer';
    events.hover(member);
  });
  let touched = false;
  map.on('movestart', ({ originalEvent }) => { touched ||= originalEvent !== undefined; });
  map.on('resize', () => { if (!touched) events.resized(); });
  map.on('mouseout', () => { events.hover(undefined); });
  map.getCanvas().addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !listening()) return;
    const { clientWidth, clientHeight } = map.getCanvas();
    events.select(idOf(map.queryRenderedFeatures([clientWidth / 2, clientHeight / 2], { layers: ['members'] })[0]));
  });
}

/** Whether a box is in sight already, and large enough to be seen. */
function standsOut(map: MapLibre, [west, south, east, north]: Box): boolean {
  const [from, to] = [map.project([west, north]), map.project([east, south])];
  const { clientWidth, clientHeight } = map.getContainer();
  const inside = from.x >= 0 && from.y >= 0 && to.x <= clientWidth && to.y <= clientHeight;
  return inside && Math.max(to.x - from.x, to.y - from.y) >= smallest;
}

function paint(map: MapLibre, onPaper: boolean): void {
  for (const [layer, properties] of Object.entries(themed(readColours(onPaper)))) {
    for (const [name, value] of Object.entries(properties)) map.setPaintProperty(layer, name as never, value as never);
  }
}

function viewOn(map: MapLibre, events: ViewEvents): MapView {
  const hover = single(map, 'members', 'hover');
  let toned: ReadonlyMap<number, string> = new Map();
  let listens = true;
  follow(map, { ...events, hover: (member) => { hover(member); events.hover(member); } }, () => listens);
  return {
    map,
    setMembers(members, text) {
      fill(map, 'members', collection(members as MemberShape[]));
      fill(map, 'names', namesOf(members, text));
      map.setLayerZoomRange('names', namesFrom(members), 24);
    },
    setTones(given) {
      for (const id of toned.keys()) if (!given.has(id)) map.removeFeatureState({ source: 'members', id }, 'tone');
      for (const [id, tone] of given) if (toned.get(id) !== tone) map.setFeatureState({ source: 'members', id }, { tone });
      toned = new Map(given);
    },
    setPatches(patches) {
      fill(map, 'patches', collection(patches.map(({ id, tone, geometry }) => ({ type: 'Feature', id, properties: { tone }, geometry }))));
    },
    setPoints(points) { fill(map, 'points', pointsOf(points)); },
    choose(member) { fill(map, 'chosen', collection(member ? [member] : [])); },
    choosePatch: single(map, 'patches', 'chosen'),
    listen(on) { listens = on; },
    recolour(onPaper = false) { paint(map, onPaper); },
    show(box, how) {
      if (box && !(how?.slowly && standsOut(map, box))) map.fitBounds(box, { padding: pageMargin, maxZoom: how?.far ?? 17, animate: how?.slowly ?? false, duration: 300 });
    },
    picture() {
      map.redraw(); // the drawing is kept only until the browser has shown it
      return map.getCanvas().toDataURL();
    },
    remove() { map.remove(); },
  };
}

/** Opens a map in an element once its style stands. Fails where the browser cannot draw one (no WebGL). */
export async function openView(container: HTMLElement, words: Words, events: ViewEvents): Promise<MapView> {
  const map = openMap(container, words, await tileSource());
  await map.once('style.load');
  return viewOn(map, events);
}

