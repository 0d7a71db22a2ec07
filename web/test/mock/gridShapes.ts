// Invented borders: cells that share bent borders, and what editing does to them, as roughly as screens need it.
import type { MemberShape, Place, Ring } from '@/components/map/shapes';

export const columns = 6;
export const rows = 6;
const west = 121.262;
const south = 31.168;
const width = 0.0044;
const height = 0.0037;

/** The same number for the same two numbers, between 0 and 1. */
export function noise(a: number, b: number): number {
  const mixed = Math.sin(a * 127.1 + b * 311.7) * 43758.5453;
  return mixed - Math.floor(mixed);
}

function rounded(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}

function corner(x: number, y: number, shift: number): Place {
  const inside = x > 0 && y > 0 && x < columns && y < rows;
  const by = inside ? 0.4 : 0.1;
  const moved = inside && noise(x * 7, y * 3) < 0.3 ? shift : 0;
  return [rounded(west + (x + (noise(x, y) - 0.5) * by) * width + moved), rounded(south + (y + (noise(y, x) - 0.5) * by) * height)];
}

/** The way from one corner to another without the last point; the same points in both directions. */
function border(from: Place, to: Place): Ring {
  const forward = from[0] < to[0] || (from[0] === to[0] && from[1] < to[1]);
  const [a, b] = forward ? [from, to] : [to, from];
  const count = 6;
  const line = Array.from({ length: count + 1 }, (_, index): Place => {
    const share = index / count;
    const bend = Math.sin(share * Math.PI) * (noise(a[0] * 1e4, b[1] * 1e4) - 0.5) * 0.0006 + (index % count === 0 ? 0 : (noise(index, a[1] * 1e5) - 0.5) * 0.00012);
    return [rounded(a[0] + (b[0] - a[0]) * share + bend), rounded(a[1] + (b[1] - a[1]) * share - bend)];
  });
  return (forward ? line : line.reverse()).slice(0, -1);
}

function cell(x: number, y: number, shift: number): Ring {
  const corners = [corner(x, y, shift), corner(x + 1, y, shift), corner(x + 1, y + 1, shift), corner(x, y + 1, shift)];
  const ring = corners.flatMap((from, index) => border(from, corners[(index + 1) % 4] ?? from));
  return [...ring, ring[0] ?? [0, 0]];
}

/** About how many m² a ring holds. */
export function areaOf(ring: Ring): number {
  const metres = ring.map(([lng, lat]): Place => [lng * 95_200, lat * 110_900]);
  return Math.abs(metres.reduce((sum, [x, y], index) => sum + x * (metres[index + 1]?.[1] ?? y) - (metres[index + 1]?.[0] ?? x) * y, 0)) / 2;
}

export function memberOf(id: number, ring: Ring, properties: Partial<MemberShape['properties']>): MemberShape {
  const middle = ring.slice(1).reduce(([x, y], [lng, lat]) => [x + lng / (ring.length - 1), y + lat / (ring.length - 1)], [0, 0]);
  return { type: 'Feature', id, properties: { code: String(id), populated: true, area_m2: areaOf(ring), ...properties, label: properties.label ?? middle }, geometry: { type: 'Polygon', coordinates: [ring] } };
}

const names = ['明珠', '徐盈', '龙联', '高泾', '京华', '盈港', '蟠龙', '尚鸿', '仁恒', '宅东', '西向阳', '民主'];

/** A whole layer; some inner corners lie `shift` degrees further east. */
export function layerOf(prefix: string, shift = 0): MemberShape[] {
  return Array.from({ length: columns * rows }, (_, id) => {
    const [x, y] = [id % columns, Math.floor(id / columns)];
    const committee = 10 + Math.floor(y / 2) * 4 + Math.min(3, Math.floor(x / 1.5));
    const name = `${names[committee - 10] ?? ''}${'一二三四五六'[id % 6] ?? ''}格`;
    return memberOf(id, cell(x, y, shift), { code: `${prefix}${String(id + 1).padStart(3, '0')}`, name, committee_id: committee, populated: id !== 35 });
  });
}

export function ringOf({ geometry }: MemberShape): Ring {
  return (geometry.coordinates as Ring[])[0] ?? [];
}

export function withRing(member: MemberShape, ring: Ring): MemberShape {
  return memberOf(member.id, ring, { ...member.properties, area_m2: areaOf(ring), label: undefined });
}

const same = (a: Place | undefined, b: Place | undefined) => a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1];

export function moved(ring: Ring, moves: { from: number[]; to: number[] }[]): Ring {
  return ring.map((at) => (moves.find(({ from }) => same(from as Place, at))?.to as Place | undefined) ?? at);
}

/** Two rings with a common border as one: what both walk along, in opposite directions, is left out. */
export function joined(one: Ring, other: Ring): Ring {
  const key = ([lng, lat]: Place) => `${lng},${lat}`;
  const edges = [one, other].flatMap((ring) => ring.slice(0, -1).map((from, index): [Place, Place] => [from, ring[index + 1] ?? from]));
  const back = new Set(edges.map(([from, to]) => `${key(to)}>${key(from)}`));
  const next = new Map(edges.filter(([from, to]) => !back.has(`${key(from)}>${key(to)}`)).map(([from, to]) => [key(from), to]));
  const [first] = [...next.values()];
  if (!first) return one;
  const ring: Ring = [first];
  for (let at = next.get(key(first)); at && !same(at, first) && ring.length < 1000; at = next.get(key(at))) ring.push(at);
  return [...ring, first];
}

/** A ring cut from its corner nearest to the first point of a line to that nearest to the last. */
export function cut(ring: Ring, line: Place[]): [Ring, Ring] {
  const open = ring.slice(0, -1);
  const nearest = (to: Place) => open.reduce((best, at, index) => (Math.hypot(at[0] - to[0], at[1] - to[1]) < Math.hypot((open[best]?.[0] ?? 0) - to[0], (open[best]?.[1] ?? 0) - to[1]) ? index : best), 0);
  const [a, b] = [nearest(line[0] ?? [0, 0]), nearest(line.at(-1) ?? [0, 0])];
  const inner = line.slice(1, -1);
  const [low, high, way] = a < b ? [a, b, inner] : [b, a, [...inner].reverse()];
  const first = [...open.slice(low, high + 1), ...[...way].reverse()];
  const second = [...open.slice(high), ...open.slice(0, low + 1), ...way];
  return [[...first, first[0] ?? [0, 0]], [...second, second[0] ?? [0, 0]]];
}
