import type { FeatureCollection, Geometry } from '@/api/types';

export type Place = [lng: number, lat: number];
export type Ring = Place[];
export type Box = [west: number, south: number, east: number, north: number];

export interface MemberShape {
  type: 'Feature';
  /** Its number in the version. */
  id: number;
  properties: { code: string; name?: string; committee_id?: number; populated?: boolean; area_m2?: number; label?: number[] };
  geometry: Geometry;
}

/** Something drawn over the members: a gap, a difference, a shape before and after its repair. */
export interface Patch {
  id: number;
  tone: string;
  geometry: Geometry;
}

/** Points as plain lists, as they come: `at` has longitude and latitude in turn. */
export interface MapPoints {
  at: readonly number[];
  numbers: readonly number[];
}

export function membersOf(collection: FeatureCollection): MemberShape[] {
  return collection.features.map(({ id, properties, geometry }) => ({ type: 'Feature', id: Number(id), properties: properties as MemberShape['properties'], geometry }));
}

/** Every ring of a shape, outer ones and holes. */
export function ringsOf({ type, coordinates }: Geometry): Ring[] {
  return type === 'Polygon' ? (coordinates as Ring[]) : (coordinates as Ring[][]).flat();
}

export function boxOf(geometries: readonly Geometry[]): Box | undefined {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const geometry of geometries) {
    for (const ring of ringsOf(geometry)) {
      for (const [lng, lat] of ring) {
        box[0] = Math.min(box[0], lng);
        box[1] = Math.min(box[1], lat);
        box[2] = Math.max(box[2], lng);
        box[3] = Math.max(box[3], lat);
      }
    }
  }
  return box[0] <= box[2] ? box : undefined;
}

/** A box with as much again on each side: what lies around something tells where it is. */
export function withSurroundings([west, south, east, north]: Box): Box {
  return [2 * west - east, 2 * south - north, 2 * east - west, 2 * north - south];
}

const roomForName = 36; // pixels of a member's side

/** From which zoom on names are worth placing: where a member of middle size has room for one. Placing thousands costs each frame. */
export function namesFrom(members: readonly MemberShape[]): number {
  const sides = members.flatMap(({ geometry }) => {
    const box = boxOf([geometry]);
    return box ? [box[2] - box[0]] : [];
  }).sort((a, b) => a - b);
  const side = sides[Math.floor(sides.length / 2)];
  return side ? Math.max(0, Math.min(20, Math.log2((roomForName * 360) / (512 * side)))) : 0;
}

/** Where the name of a member is written: where the server says, else the middle of its box. */
export function labelPlace({ properties, geometry }: MemberShape): Place | undefined {
  const [lng, lat] = properties.label ?? [];
  if (lng !== undefined && lat !== undefined) return [lng, lat];
  const box = boxOf([geometry]);
  return box && [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
}
