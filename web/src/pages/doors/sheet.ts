import { newDoorDraft, type DoorDraft, type NoAnswer } from './visit';

/** The boxes of a door on the printed list, in the order in which they stand there and on the page where a filled sheet is entered. */
export const sheetBoxes = ['all_right', 'changed', 'not_at_home', 'wrong_address', 'could_not_register', 'unsafe', 'vacant'] as const;
export type SheetBox = (typeof sheetBoxes)[number];

/** What a box becomes; what has changed is told on the door's own page. */
export const outcomeOf: Record<Exclude<SheetBox, 'all_right' | 'changed'>, NoAnswer> = {
  not_at_home: 'not_at_home',
  wrong_address: 'wrong_address',
  could_not_register: 'could_not_be_registered',
  unsafe: 'unsafe',
  vacant: 'moved',
};

/** The visit that a ticked box means, once the door is read. */
export function draftOf(box: Exclude<SheetBox, 'changed'>, day: string): DoorDraft {
  return { ...newDoorDraft(day), outcome: box === 'all_right' ? null : outcomeOf[box] };
}

/** What the code of squares of a door says: the page of the door, which a phone's camera opens. */
export function doorLink(origin: string, premises: number): string {
  return new URL(`/doors/${premises}`, origin).href;
}

/** A code as it is compared: without spaces and hyphens, in capitals, as a Chinese keyboard types it. */
export function plainCode(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
}

interface Coded {
  code: string;
  number: number;
}

/** The door of a list that a code means; a short number is the place on the list. */
export function byCode<T extends Coded>(doors: readonly T[], typed: string): T | undefined {
  const code = plainCode(typed);
  if (code === '') return undefined;
  return doors.find((one) => plainCode(one.code) === code) ?? (/^\d{1,3}$/.test(code) ? doors.find(({ number }) => number === Number(code)) : undefined);
}
