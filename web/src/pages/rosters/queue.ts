import type { Finding } from '@/api/types';

type Item = Pick<Finding, 'id' | 'state'>;

function indexOf(items: Item[], id: number | undefined): number {
  return items.findIndex((one) => one.id === id);
}

/** The one above (-1) or below (1); at the ends one stays. From nowhere, the first. */
export function neighbour(items: Item[], id: number | undefined, step: 1 | -1): number | undefined {
  const at = indexOf(items, id);
  const next = at < 0 ? 0 : Math.max(0, Math.min(items.length - 1, at + step));
  return items[next]?.id;
}

/** The next that waits: below first, then from the top; nothing when all are decided. */
export function nextOpen(items: Item[], id: number | undefined): number | undefined {
  const at = indexOf(items, id);
  const turned = [...items.slice(at + 1), ...items.slice(0, Math.max(0, at))];
  return turned.find((one) => one.state === 'open')?.id;
}

/** "7" of "7 / 40"; 0 when it is not in the list. */
export function placeOf(items: Item[], id: number | undefined): number {
  return indexOf(items, id) + 1;
}

/** "40" of "7 / 40": what was counted when the list was opened, or as many as are known so far. */
export function totalText(loaded: number, counted: number | undefined, more: boolean): string {
  const known = Math.max(loaded, counted ?? 0).toLocaleString();
  return more && (counted ?? 0) <= loaded ? `${known}+` : known;
}

/** As many candidates as there are digit keys for them. */
export const lastDigit = 9;

/** Which candidate a digit key means: 1 the first; 0 none of them; nothing when there is no such candidate. */
export function chosenByKey(digit: number, candidates: { person_id?: number }[]): number | undefined {
  return digit === 0 ? 0 : candidates[digit - 1]?.person_id;
}
