import type { Person } from '@/api/types';

/** What somebody may state who erases a record before its time. */
export const erasureReasons = ['resident_request', 'entered_by_mistake', 'purpose_achieved', 'unlawful'] as const;
export type StatedReason = (typeof erasureReasons)[number];

export const mostAtOnce = 500;

/** The numbers of records in what was pasted, each once, in their order; undefined: something else stands there too. */
export function numbersIn(text: string): number[] | undefined {
  const words = text.split(/[\s,，、;；]+/u).filter(Boolean);
  if (!words.every((word) => /^[1-9]\d{0,15}$/u.test(word))) return undefined;
  const numbers = [...new Set(words.map(Number))];
  return numbers.every(Number.isSafeInteger) ? numbers : undefined;
}

/** Whether nothing of the record goes on, as far as it is shown; the server looks again. */
export function isOver(person: Person, today: string): boolean {
  const lives = person.residences.some((one) => one.state !== 'cancelled');
  const works = person.employments.some((one) => one.to === undefined || one.to >= today);
  return !lives && !works && person.residences.length + person.employments.length > 0;
}
