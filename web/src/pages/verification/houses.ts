import type { VerificationDoor, VerificationState } from '@/api/types';
import type { MemberShape, Place } from '@/components/map/shapes';

/** Doors that stand at one point: what the map draws, and a row of the table beside it. */
export interface House {
  id: number;
  /** What their addresses have in common. */
  address: string;
  at: Place;
  doors: number;
  counts: Record<VerificationState, number>;
  progress: HouseProgress;
}

/** done: every door is confirmed. could_not: those that are not could not be. begun and none: there are doors left. */
export const houseProgresses = ['none', 'begun', 'could_not', 'done'] as const;
export type HouseProgress = (typeof houseProgresses)[number];
export const toneOf: Record<HouseProgress, string> = { none: 'few', begun: 'c3', could_not: 'split', done: 'good' };

function progressOf(counts: House['counts']): HouseProgress {
  if (counts.to_do + counts.task_open > 0) return counts.confirmed > 0 ? 'begun' : 'none';
  return counts.could_not > 0 ? 'could_not' : 'done';
}

/** 明珠路88弄3号101室 and 明珠路88弄3号1202室: 明珠路88弄3号. Digits are not cut apart. */
export function commonAddress(addresses: readonly string[]): string {
  const [first = '', ...others] = addresses;
  let end = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, end))) end -= 1;
  while (end > 0 && end < first.length && /\d/.test(first[end - 1] ?? '')) end -= 1;
  return first.slice(0, end) || first;
}

/** The houses of doors, in the order of the doors; and how many doors have no point. */
export function housesOf(doors: readonly VerificationDoor[]): { houses: House[]; nowhere: number } {
  const byPoint = new Map<string, VerificationDoor[]>();
  let nowhere = 0;
  for (const door of doors) {
    if (!door.point) {
      nowhere += 1;
      continue;
    }
    const key = `${door.point.lng.toFixed(6)} ${door.point.lat.toFixed(6)}`;
    byPoint.set(key, [...(byPoint.get(key) ?? []), door]);
  }
  const houses = [...byPoint.values()].flatMap((here, index): House[] => {
    const point = here[0]?.point;
    if (!point) return [];
    const counts: House['counts'] = { to_do: 0, task_open: 0, could_not: 0, confirmed: 0 };
    for (const { state } of here) counts[state] += 1;
    return [{ id: index + 1, address: commonAddress(here.map(({ address }) => address)), at: [point.lng, point.lat], doors: here.length, counts, progress: progressOf(counts) }];
  });
  return { houses, nowhere };
}

const corners = 16;
const degree = 111_320; // metres

/** A disc on the ground: a house of sixty doors is drawn about twice as wide as one of a few. */
export function discOf({ id, address, at: [lng, lat], doors }: House): MemberShape {
  const radius = 8 + 1.6 * Math.sqrt(doors);
  const ring = Array.from({ length: corners + 1 }, (_, corner): Place => {
    const angle = ((corner % corners) / corners) * 2 * Math.PI;
    return [lng + (radius * Math.cos(angle)) / (degree * Math.cos((lat * Math.PI) / 180)), lat + (radius * Math.sin(angle)) / degree];
  });
  return { type: 'Feature', id, properties: { code: '', name: address }, geometry: { type: 'Polygon', coordinates: [ring] } };
}
