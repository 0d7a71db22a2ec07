import type { Geometry } from '@/api/types';
import { ringsOf, type MemberShape, type Place, type Ring } from '@/components/map/shapes';

export interface Move {
  from: Place;
  to: Place;
}

/** Which corners of a ring moved; the last one is the first again and is told once. */
export function movesBetween(before: Ring, after: Ring): Move[] {
  if (before.length !== after.length) return [];
  return before.slice(0, -1).flatMap((from, index) => {
    const to = after[index];
    return to && (to[0] !== from[0] || to[1] !== from[1]) ? [{ from, to }] : [];
  });
}

/** The corner that is nearest to something by a measure of distance, when it is near enough. */
export function nearestCorner(shapes: readonly Geometry[], distance: (corner: Place) => number, within: number): Place | undefined {
  let best: Place | undefined;
  let least = within;
  for (const shape of shapes) {
    for (const ring of ringsOf(shape)) {
      for (const corner of ring) {
        const here = distance(corner);
        if (here > least) continue;
        least = here;
        best = corner;
      }
    }
  }
  return best;
}

function keyOf([lng, lat]: Place): string {
  return `${lng},${lat}`;
}

/** Members that have a stretch of border in common with one, not just a corner. */
export function neighboursOf(members: readonly MemberShape[], number: number): MemberShape[] {
  const own = members.find(({ id }) => id === number);
  if (!own) return [];
  const corners = new Set(ringsOf(own.geometry).flat().map(keyOf));
  const shared = (corner: Place | undefined) => corner !== undefined && corners.has(keyOf(corner));
  const along = (ring: Ring) => ring.some((corner, index) => shared(corner) && shared(ring[index + 1]));
  return members.filter(({ id, geometry }) => id !== number && ringsOf(geometry).some(along));
}
