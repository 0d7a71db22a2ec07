import type { Code, ResidentConfirmation, ResidentReading } from '@/api/types';
import { townDay } from '@/components/data/time';
import { currentLocale } from '@/locales';

type Translate = (key: string, named?: Record<string, unknown>) => string;

/** A code in the reader's language: residents do not reach the code lists. */
export function worded(code: Pick<Code, 'zh' | 'en'>): string {
  return currentLocale() === 'en' ? code.en : code.zh;
}

/** The rule behind a purpose or a delay. */
export function basisOf(one: { zh_basis: string; en_basis: string }): string {
  return currentLocale() === 'en' ? one.en_basis : one.zh_basis;
}

/** What nobody has confirmed yet has no day: nothing is said of it. */
export function confirmedText({ on, how, office }: Partial<ResidentConfirmation>, t: Translate): string {
  if (!on || !how) return '';
  return t(office ? 'my.record.confirmedBy' : 'my.record.confirmed', { day: on, how: worded(how), office });
}

export function spanText({ from, to }: { from: string; to?: string }, t: Translate): string {
  return t(to ? 'my.record.span' : 'my.record.since', { from, to });
}

/** A day in full, as one says it: 2026年11月28日星期六. */
export function longDay(day: string): string {
  return new Intl.DateTimeFormat(currentLocale(), { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

export interface DayOfReadings {
  day: string;
  readings: ResidentReading[];
}

/** Looks by the town's days, in the order in which they come. */
export function byDay(readings: ResidentReading[]): DayOfReadings[] {
  const days: DayOfReadings[] = [];
  for (const one of readings) {
    const day = townDay(one.at);
    const last = days.at(-1);
    if (last?.day === day) last.readings.push(one);
    else days.push({ day, readings: [one] });
  }
  return days;
}
