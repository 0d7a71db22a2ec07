// Days and times as the town's people write them. Instants come in UTC; the town lives at UTC+8 all year.

const townOffset = 8 * 60 * 60 * 1000;

export function townTime(instant: string): string {
  const shifted = new Date(new Date(instant).getTime() + townOffset).toISOString();
  return `${shifted.slice(0, 10)} ${shifted.slice(11, 16)}`;
}

export function today(now: Date = new Date()): string {
  return new Date(now.getTime() + townOffset).toISOString().slice(0, 10);
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** Whole years of age on a day. */
export function ageOn(birth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  return day.slice(5) < birth.slice(5) ? years - 1 : years;
}

/** The last moment of a day in the town, as the server takes it for "as known on". */
export function endOfTownDay(day: string): string {
  return new Date(Date.parse(`${day}T23:59:59.999Z`) - townOffset).toISOString();
}

/** The first moment of a day in the town. */
export function startOfTownDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - townOffset).toISOString();
}

/** The first moment after a day in the town: where a span ends whose last day it is. */
export function afterTownDay(day: string): string {
  return new Date(Date.parse(startOfTownDay(day)) + 86_400_000).toISOString();
}

export function townDay(instant: string): string {
  return townTime(instant).slice(0, 10);
}

/** The last day of a span that ends just before an instant. */
export function lastTownDay(until: string): string {
  return today(new Date(Date.parse(until) - 1));
}

export type AgeBucket = 'd30' | 'd90' | 'd180' | 'd365' | 'older';

export const ageBuckets: AgeBucket[] = ['d30', 'd90', 'd180', 'd365', 'older'];

export function bucketOf(days: number): AgeBucket {
  if (days <= 30) return 'd30';
  if (days <= 90) return 'd90';
  if (days <= 180) return 'd180';
  return days <= 365 ? 'd365' : 'older';
}
