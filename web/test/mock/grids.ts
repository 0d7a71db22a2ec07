// Layers, drafts and a comparison of the invented town, so that every page of grids can be seen and worked with.
import { areaOf, cut, joined, layerOf, memberOf, moved, noise, ringOf, withRing } from './gridShapes';
import { problem, type Answered, type Asked, type Route } from './router';
import type { Town } from './town';
import type { AddressGrid, CrosswalkMember, CrosswalkView, GridAddress, GridCounts, GridCoverage, GridEdit, GridEdited, GridLayer, GridLayerKind, GridMonthReport, GridStep, GridVersion } from '@/api/types';
import type { MemberShape, Place } from '@/components/map/shapes';

interface Kept {
  version: GridVersion;
  members: MemberShape[];
  findings: GridCoverage['findings'];
  steps: GridStep[];
  before: { members: MemberShape[]; findings: GridCoverage['findings'] }[];
}

const now = () => new Date().toISOString();
const collection = (features: MemberShape[]) => ({ type: 'FeatureCollection' as const, features });
const layerNames: Record<GridLayerKind, string> = { grids: '城运中心微网格', areas: '人口管理责任区', committees: '村居', other: '其他' };

function makeVersion(id: number, kind: GridLayerKind, number: number, members: MemberShape[], more: Partial<GridVersion>): Kept {
  const version: GridVersion = { id, layer_id: kind === 'grids' ? 1 : 2, layer_kind: kind, layer_name: layerNames[kind], number, state: 'published', members: members.length, area_m2: members.reduce((sum, one) => sum + areaOf(ringOf(one)), 0), datum: 'CGCS2000', source: '微网格2026.geojson', faulty: 0, steps: 0, created_at: '2026-08-20T02:00:00Z', version: 1, ...more };
  return { version, members, findings: [], steps: [], before: [] };
}

/** A thin piece of land along a border of a member. */
function strip(member: MemberShape | undefined, at: number, wide: number): Place[] {
  const ring = member ? ringOf(member) : [];
  const along = ring.slice(at, at + 5);
  const beside = along.map(([lng, lat]): Place => [lng + wide, lat + wide * 0.6]).reverse();
  return [...along, ...beside, along[0] ?? [0, 0]];
}

function finding(number: number, kind: GridCoverage['findings'][number]['kind'], title: string, members: MemberShape[], around: number[], wide: number): GridCoverage['findings'][number] {
  const ring = strip(members[around[0] ?? 0], 6, wide);
  const codes = around.map((one) => members[one]?.properties.code ?? '');
  const fixes = kind === 'island' ? [] : codes.map((to, index) => ({ number: index, kind: 'give' as const, to }));
  if (kind === 'sliver_gap') fixes.push({ number: 2, kind: 'snap' as never, to: codes[0] ?? '', ...{ from: codes[1] } });
  return { number, kind, title, numbers: around, codes, area_m2: areaOf(ring), width_m: wide * 90_000, at: ring[0] ?? [0, 0], shape: { type: 'Polygon', coordinates: [ring] }, doors: Math.round(areaOf(ring) / 900), residents: Math.round(areaOf(ring) / 400), fixes };
}

function findingsOf(members: MemberShape[]): GridCoverage['findings'] {
  return [
    finding(0, 'gap', '3 格之间有没有归属的地', members, [8, 9], 0.0006),
    finding(1, 'overlap', '两格都占的地', members, [15, 16], 0.0004),
    finding(2, 'sliver_gap', '边界没有对齐，留下细缝', members, [20, 21], 0.000004),
    finding(3, 'gap', '与镇界之间有没有归属的地', members, [30, 31], 0.0003),
  ];
}

/** A ring that crosses itself: two of its corners changed places. */
function crossed(member: MemberShape): MemberShape {
  const ring = [...ringOf(member)];
  [ring[6], ring[12]] = [ring[12] ?? [0, 0], ring[6] ?? [0, 0]];
  return withRing(member, ring);
}

function makeStore(): Map<number, Kept> {
  const grids = layerOf('WG-');
  const areas = layerOf('ZR-', 0.0007).filter(({ id }) => id !== 14).map((one) => (one.id === 3 ? withRing(one, joined(ringOf(one), ringOf(layerOf('ZR-', 0.0007)[4] ?? one))) : one)).filter(({ id }) => id !== 4);
  const incoming = layerOf('WG-', 0.0003);
  const draft = makeVersion(103, 'grids', 3, incoming.map((one) => (one.id === 8 || one.id === 22 ? crossed(one) : one)), { state: 'draft', source: '微网格2027.geojson', datum: 'GCJ-02', approximate: true, faulty: 2 });
  draft.findings = findingsOf(incoming);
  const areaDraft = makeVersion(202, 'areas', 2, areas, { state: 'draft', source: '由第 1 版起草', based_on: 201 });
  areaDraft.findings = findingsOf(areas).slice(0, 2);
  const placing = makeVersion(203, 'areas', 3, areas, { state: 'placing', source: '按工作量均衡', cut_short: true, effective_from: '2027-01-01', placing: { placed: 31_400, addresses: 82_000 } });
  return new Map([
    makeVersion(101, 'grids', 1, layerOf('WG-', 0.0005), { effective_from: '2026-01-01', effective_to: '2026-08-31', published_at: '2025-12-20T02:00:00Z' }),
    makeVersion(102, 'grids', 2, grids, { effective_from: '2026-09-01', in_force: true, note: '按城运中心 8 月调整', published_at: '2026-08-25T02:00:00Z' }),
    draft,
    makeVersion(201, 'areas', 1, areas, { effective_from: '2026-03-01', in_force: true, source: '责任区.zip' }),
    areaDraft,
    placing,
  ].map((one) => [one.version.id, one]));
}

function countsOf(id: number): GridCounts {
  const doors = id === 35 ? 0 : id === 5 ? 3 : 40 + Math.floor(noise(id, 3) * 260);
  const residents = Math.floor(doors * (1.6 + noise(id, 5)));
  const premises = doors + Math.floor(doors * 0.1);
  return { addresses: doors + 12, doors, residents, premises, premises_residential: Math.floor(premises * 0.9), organisations: Math.floor(noise(id, 9) * 40), confirmed_within_year: Math.floor(residents * (0.55 + 0.4 * noise(id, 11))), doors_with_residents: Math.floor(doors * 0.85) };
}

function placesOf(town: Town, members: MemberShape[]): GridAddress[] {
  const doubts = ['far', 'committee', 'spread'] as const;
  return [...town.addresses.values()].filter(({ level }) => level !== 'road').map((one, index): GridAddress => {
    const member = members[one.id % members.length];
    const base = { address_id: one.id, text: one.canonical, level: one.level };
    if (!member || index % 41 === 7) return { ...base, way: 'none' };
    const [lng = 0, lat = 0] = member.properties.label ?? [];
    const at: [number, number] = [lng + (noise(one.id, 1) - 0.5) * 0.002, lat + (noise(one.id, 2) - 0.5) * 0.002];
    const doubt = index % 29 === 5 ? doubts[index % 3] : undefined;
    const way = index % 17 === 3 ? 'hand' : one.level === 'room' ? 'above' : 'point';
    return { ...base, number: member.id, code: member.properties.code, way, ...(doubt ? { doubt } : {}), ...(way === 'point' ? { at } : {}) };
  });
}

function pageOf<T>(items: T[], query: URLSearchParams): { items: T[]; next_cursor?: string } {
  const start = Number(query.get('cursor') ?? 0);
  const end = start + Number(query.get('limit') ?? 50);
  return { items: items.slice(start, end), ...(end < items.length ? { next_cursor: String(end) } : {}) };
}

function applied(members: MemberShape[], edit: GridEdit): { changed: MemberShape[]; removed: number[] } {
  const target = members.find(({ id }) => id === edit.number);
  const line = (edit.line ?? []) as Place[];
  const next = Math.max(...members.map(({ id }) => id)) + 1;
  if (edit.kind === 'move_vertices') return { changed: members.filter((one) => (edit.moves ?? []).some(({ from }) => ringOf(one).some(([lng, lat]) => lng === from[0] && lat === from[1]))).map((one) => withRing(one, moved(ringOf(one), edit.moves ?? []))), removed: [] };
  if (edit.kind === 'draw') return { changed: [memberOf(next, line, { code: edit.code ?? `新-${next}`, name: edit.name ?? '' })], removed: [] };
  if (!target) return { changed: [], removed: [] };
  if (edit.kind === 'remove') return { changed: [], removed: [target.id] };
  if (edit.kind === 'merge') {
    const others = members.filter(({ id }) => edit.others?.includes(id));
    return { changed: [withRing(target, others.reduce((ring, one) => joined(ring, ringOf(one)), ringOf(target)))], removed: others.map(({ id }) => id) };
  }
  if (edit.kind === 'split') {
    const [one, other] = cut(ringOf(target), line);
    return { changed: [withRing(target, one), memberOf(next, other, { ...target.properties, code: edit.code ?? `${target.properties.code}-2`, name: edit.name ?? '', label: undefined })], removed: [] };
  }
  return { changed: [target], removed: [] };
}

function edited(kept: Kept, kind: GridStep['kind'], changed: MemberShape[], removed: number[]): GridEdited {
  kept.before.push({ members: kept.members, findings: kept.findings });
  const gone = new Set([...removed, ...changed.map(({ id }) => id)]);
  kept.members = [...kept.members.filter(({ id }) => !gone.has(id)), ...changed].sort((a, b) => a.id - b.id);
  kept.steps.unshift({ number: kept.steps.length + 1, kind, codes: changed.map(({ properties }) => properties.code), at: now() });
  Object.assign(kept.version, { version: kept.version.version + 1, steps: kept.steps.length, members: kept.members.length });
  return { version: kept.version, changed: collection(changed), removed };
}

type Act = (kept: Kept, asked: Asked) => Answered;

function draftRoutes(store: Map<number, Kept>): Route[] {
  const at = (act: Act, writes: boolean) => (asked: Asked): Answered => {
    const kept = store.get(Number(asked.params[0]));
    if (!kept) return problem(404, 'not-found', '没有找到');
    if (writes && asked.headers['if-match'] !== `"${kept.version.version}"`) return problem(412, 'version-conflict', '别人刚刚修改过');
    return act(kept, asked);
  };
  const withTag = (kept: Kept): Answered => ({ body: kept.version, headers: { etag: `"${kept.version.version}"` } });
  const unrepaired = (kept: Kept) => kept.members.filter(({ id }) => kept.version.faulty > 0 && (id === 8 || id === 22));
  const clean = layerOf('WG-', 0.0003);
  return [
    ['GET', /^\/api\/grid-versions\/(\d+)$/, at(withTag, false)],
    ['DELETE', /^\/api\/grid-versions\/(\d+)$/, at((kept) => { store.delete(kept.version.id); return { status: 204 }; }, true)],
    ['GET', /^\/api\/grid-versions\/(\d+)\/shapes$/, at((kept) => ({ body: collection(kept.members), headers: { 'content-type': 'application/geo+json' } }), false)],
    ['GET', /^\/api\/grid-versions\/(\d+)\/faults$/, at((kept) => ({ body: { items: unrepaired(kept).map((one) => ({ number: one.id, code: one.properties.code, faults: [{ kind: 'crossing', title: '边界自己相交', at: ringOf(one)[6] }], repaired: clean[one.id]?.geometry, lost_m2: 812.4, gained_m2: 96.2 })) } }), false)],
    ['POST', /^\/api\/grid-versions\/(\d+)\/repair$/, at((kept) => {
      edited(kept, 'repair', unrepaired(kept).map((one) => clean[one.id] ?? one), []);
      kept.version.faulty = 0;
      return withTag(kept);
    }, true)],
    ['GET', /^\/api\/grid-versions\/(\d+)\/coverage$/, at((kept) => (kept.version.faulty > 0 ? problem(409, 'shape-invalid', '有图形要先修复') : { body: { method: 'GRS80 上的等积投影，以镇中心为原点', covered_m2: kept.version.area_m2, total: kept.findings.length, findings: kept.findings } satisfies GridCoverage }), false)],
    ['GET', /^\/api\/grid-versions\/(\d+)\/edits$/, at((kept) => ({ body: { items: kept.steps } }), false)],
    ['POST', /^\/api\/grid-versions\/(\d+)\/edits$/, at((kept, { body }) => {
      const edit = body as GridEdit;
      const { changed, removed } = applied(kept.members, edit);
      const answer = edited(kept, edit.kind, changed, removed);
      if (edit.kind === 'fix') kept.findings = kept.findings.filter(({ number }) => number !== edit.finding);
      return { body: answer };
    }, true)],
    ['POST', /^\/api\/grid-versions\/(\d+)\/edits\/undo$/, at((kept) => {
      const last = kept.before.pop();
      const gone = kept.members.filter(({ id }) => !last?.members.some((one) => one.id === id)).map(({ id }) => id);
      Object.assign(kept, last);
      kept.steps.shift();
      Object.assign(kept.version, { version: kept.version.version + 1, steps: kept.steps.length });
      return { body: { version: kept.version, changed: collection(kept.members), removed: gone } satisfies GridEdited };
    }, true)],
    ['PATCH', /^\/api\/grid-versions\/(\d+)\/members\/(\d+)$/, at((kept, { params, body }) => {
      const changed = kept.members.filter(({ id }) => id === Number(params[1])).map((one) => ({ ...one, properties: { ...one.properties, ...(body as object) } }));
      return { body: edited(kept, 'member', changed, []) };
    }, true)],
    ['GET', /^\/api\/grid-versions\/(\d+)\/preview$/, at((kept) => ({ body: { against: kept.version.layer_kind === 'areas' ? 201 : 102, moves: [{ from: 'ZR-008', to: 'ZR-009', doors: 31, residents: 68, premises: 33, organisations: 2 }, { from: 'ZR-016', to: 'ZR-015', doors: 12, residents: 27, premises: 12, organisations: 0 }, { to: 'ZR-015', doors: 4, residents: 9, premises: 4, organisations: 1 }], totals: { doors: 47, residents: 104, premises: 49, organisations: 3 }, lines: [] } }), false)],
    ['POST', /^\/api\/grid-versions\/(\d+)\/publish$/, at((kept, { body }) => {
      Object.assign(kept.version, body, { state: 'published', version: kept.version.version + 1 });
      return withTag(kept);
    }, true)],
  ];
}

function crosswalkOf(store: Map<number, Kept>): CrosswalkView {
  const areas = store.get(201)?.members ?? [];
  const grids = store.get(102)?.members ?? [];
  const classOf = (id: number): CrosswalkMember['alignment'] => (id === 35 ? 'not_populated' : id === 14 ? 'missing' : id === 3 || id === 4 ? 'split' : noise(id, 21) < 0.35 ? 'shifted' : 'one_to_one');
  const member = (prefix: string) => (one: MemberShape): CrosswalkMember => {
    const alignment = classOf(one.id);
    const exact = alignment === 'one_to_one';
    return { code: one.properties.code, name: one.properties.name, alignment, ...(alignment === 'missing' ? {} : { partner: `${prefix}${String(one.id + 1).padStart(3, '0')}`, iou: exact ? 0.99 : 0.82 }), area_m2: one.properties.area_m2 ?? 0, outside_m2: exact ? 0 : 9000, doors: countsOf(one.id).doors, residents: countsOf(one.id).residents };
  };
  const sides = { areas: areas.map(member('WG-')), grids: grids.map(member('ZR-')) };
  const pairs = areas.filter(({ id }) => classOf(id) === 'shifted').map(({ id, properties }) => ({ area: properties.code, grid: grids[(id + 1) % grids.length]?.properties.code ?? '', common_m2: 4000 + 9000 * noise(id, 2), iou: 0.04, partners: false, doors: Math.floor(30 * noise(id, 4)), residents: Math.floor(70 * noise(id, 4)) }));
  return { crosswalk: { id: 301, areas_version_id: 201, grids_version_id: 102, made_at: '2026-11-20T03:00:00Z', one_to_one: 0.781, common_m2: 4_610_000, aligned: sides.areas.filter(({ alignment }) => alignment === 'one_to_one').length, area_count: areas.length, grid_count: grids.length - 1 }, ...sides, pairs };
}

function alignmentRoutes(store: Map<number, Kept>): Route[] {
  const view = crosswalkOf(store);
  const differences = () => ({ type: 'FeatureCollection', features: view.pairs.map((pair) => ({ type: 'Feature', properties: { area: pair.area, grid: pair.grid }, geometry: { type: 'Polygon', coordinates: [strip(store.get(201)?.members.find(({ properties }) => properties.code === pair.area), 6, 0.0007)] } })) });
  const proposal = (): Answered => ({ status: 201, body: store.get(202)?.version });
  return [
    ['GET', /^\/api\/grid-crosswalks$/, () => ({ body: { items: [view.crosswalk] } })],
    ['POST', /^\/api\/grid-crosswalks$/, () => ({ status: 201, body: view })],
    ['GET', /^\/api\/grid-crosswalks\/(\d+)$/, () => ({ body: view })],
    ['GET', /^\/api\/grid-crosswalks\/(\d+)\/differences$/, () => ({ body: differences(), headers: { 'content-type': 'application/geo+json' } })],
    ['POST', /^\/api\/grid-crosswalks\/(\d+)\/proposal$/, proposal],
    ['POST', /^\/api\/grid-versions\/(\d+)\/recut$/, proposal],
  ];
}

function placeRoutes(store: Map<number, Kept>, town: Town): Route[] {
  const membersOf = (id: string | undefined) => store.get(Number(id))?.members ?? [];
  const linesOf = (address: number): AddressGrid[] => [102, 201].flatMap((id) => {
    const kept = store.get(id);
    const place = placesOf(town, membersOf(String(id))).find((one) => one.address_id === address);
    if (!kept || !place) return [];
    const member = kept.members.find((one) => one.id === place.number);
    return [{ layer_id: kept.version.layer_id, layer_kind: kept.version.layer_kind, layer_name: kept.version.layer_name, version_id: id, way: place.way, ...(member ? { number: member.id, code: member.properties.code, name: member.properties.name } : {}), ...(place.doubt ? { doubt: place.doubt } : {}) }];
  });
  return [
    ['GET', /^\/api\/grid-versions\/(\d+)\/load$/, ({ params }) => {
      const items = membersOf(params[0]).map(({ id, properties }) => ({ number: id, code: properties.code, counts: countsOf(id) }));
      return { body: { day: now().slice(0, 10), items, nowhere: { ...countsOf(35), addresses: 17, doors: 9, residents: 21 }, balance: { mean: 160, largest: 299, smallest: 0, spread: 0.44 } } };
    }],
    ['GET', /^\/api\/grid-versions\/(\d+)\/addresses$/, ({ params, query }) => {
      const [number, way, doubt] = [query.get('number'), query.get('way'), query.get('doubt')];
      return { body: pageOf(placesOf(town, membersOf(params[0])).filter((one) => (number === null || one.number === Number(number)) && (way === null || one.way === way) && (doubt === null || one.doubt === doubt)), query) };
    }],
    ['GET', /^\/api\/grid-versions\/(\d+)\/points$/, ({ params }) => {
      const points = membersOf(params[0]).flatMap(({ id, properties }) => Array.from({ length: 80 }, (_, index) => ({ id, at: [(properties.label?.[0] ?? 0) + (noise(id, index) - 0.5) * 0.0032, (properties.label?.[1] ?? 0) + (noise(index, id) - 0.5) * 0.0026] })));
      return { body: { address_ids: points.map((_, index) => index + 1), at: points.flatMap(({ at }) => at), numbers: points.map(({ id }) => id) } };
    }],
    ['GET', /^\/api\/addresses\/(\d+)\/grids$/, ({ params }) => ({ body: { items: linesOf(Number(params[0])) } })],
    ['PUT', /^\/api\/addresses\/(\d+)\/grids$/, ({ params }) => ({ body: { items: linesOf(Number(params[0])) } })],
    ['GET', /^\/api\/map$/, () => ({ body: {} })],
    ['GET', /^\/api\/grid-layers\/(\d+)\/reports$/, ({ params }) => ({ body: { items: params[0] === '1' ? ['2026-10', '2026-09', '2026-08'] : [] } })],
    ['GET', /^\/api\/grid-layers\/(\d+)\/reports\/([\d-]+)$/, ({ params }) => {
      const version = params[1] === '2026-08' ? 101 : 102;
      const items = membersOf(String(version)).map(({ id, properties }) => ({ number: id, code: properties.code, counts: countsOf(id) }));
      return { body: { month: params[1] ?? '', version_id: version, items } satisfies GridMonthReport };
    }],
    ['GET', /^\/api\/grid-setup$/, () => ({ body: { items: town.areas.filter(({ kind }) => kind === 'committee').map(({ id, name }, index) => ({ committee_id: id, committee: name, grids: index === 11 ? 0 : 3, areas: index > 9 ? 0 : 3, addresses: 420 + index * 13, placed: index === 11 ? 0 : 420 + index * 13 - (index % 4) * 9, doubted: (index * 7) % 12, aligned: index > 9 ? 0 : index % 4 })) } })],
  ];
}

function layerRoutes(store: Map<number, Kept>): Route[] {
  const layers = (): GridLayer[] => (['grids', 'areas'] as const).map((kind, index) => {
    const versions = [...store.values()].map(({ version }) => version).filter(({ layer_kind }) => layer_kind === kind).sort((a, b) => b.number - a.number);
    const current = versions.find(({ in_force }) => in_force)?.id;
    return { id: index + 1, kind, name: layerNames[kind], ...(current ? { in_force: current } : {}), versions };
  });
  const copy = (from: number, kind: GridLayerKind, source: string): Answered => {
    const made = makeVersion(Math.max(...store.keys()) + 1, kind, 9, store.get(from)?.members ?? [], { state: 'draft', source, created_at: now() });
    store.set(made.version.id, made);
    return { status: 201, body: made.version };
  };
  return [
    ['GET', /^\/api\/grid-layers$/, () => ({ body: { items: layers() } })],
    ['POST', /^\/api\/grid-layers$/, ({ query, headers, bytes }) => {
      if (bytes.length === 0) return problem(422, 'empty-file', '文件是空的', { detail: '请选择有内容的文件。' });
      const kind = query.get('kind') as GridLayerKind;
      return copy(kind === 'areas' ? 201 : 102, kind, decodeURIComponent(String(headers['x-file-name'])));
    }],
    ['POST', /^\/api\/grid-layers\/(\d+)\/drafts$/, ({ params }) => copy(params[0] === '2' ? 201 : 102, params[0] === '2' ? 'areas' : 'grids', '由现行版本起草')],
  ];
}

export function gridRoutes(town: Town): Route[] {
  const store = makeStore();
  return [...layerRoutes(store), ...draftRoutes(store), ...alignmentRoutes(store), ...placeRoutes(store, town)];
}
