import type { Candidate } from '@/api/types';

export type Weight = Candidate['why'][number];

/** One step of the waterfall: a bar from where the sum stood to where it stands, in percent of the drawing's width. */
export interface WeightStep extends Weight {
  left: number;
  width: number;
  /** The sum after it. */
  sum: number;
}

export interface Waterfall {
  steps: WeightStep[];
  total: number;
  /** Where no weight and where the total stand, in percent. */
  zero: number;
  end: number;
  /** Fields that say nothing, because a side does not have them. */
  silent: string[];
}

const thinnest = 0.8; // percent: a bar that is still seen

function tells({ field, bits }: Weight): boolean {
  return field === 'before' || Math.abs(bits) >= 0.05;
}

/** Whether anything was weighed at all: who is known by the number is not. */
export function isWeighed(why: Weight[]): boolean {
  return why.some((one) => one.field !== 'before' && tells(one));
}

/** Weights in bits that add up, drawn one after the other on a common scale. */
export function waterfall(why: Weight[]): Waterfall {
  const telling = why.filter(tells);
  const sums = telling.reduce<number[]>((all, { bits }) => [...all, (all.at(-1) ?? 0) + bits], []);
  const low = Math.min(0, ...sums);
  const high = Math.max(0, ...sums);
  const at = (sum: number): number => (high === low ? 50 : (100 * (sum - low)) / (high - low));
  const steps = telling.map((weight, index) => {
    const sum = sums[index] ?? 0;
    const [from, to] = [at(sum - weight.bits), at(sum)];
    const width = Math.max(thinnest, Math.abs(to - from));
    return { ...weight, sum, width, left: Math.min(from, to, 100 - width) };
  });
  const total = sums.at(-1) ?? 0;
  return { steps, total, zero: at(0), end: at(total), silent: why.filter((one) => !tells(one)).map(({ field }) => field) };
}

/** A weight as it is written: with its sign, one decimal. */
export function bitsText(bits: number): string {
  const rounded = Math.round(bits * 10) / 10;
  if (rounded === 0) return '0.0';
  return `${rounded < 0 ? '−' : '+'}${Math.abs(rounded).toFixed(1)}`;
}

export interface Likelihood {
  key: 'nearlySure' | 'hardly' | 'about';
  percent: number;
}

/** No more exact than it can be known: at the ends only "more than" and "less than". */
export function likelihood(probability: number): Likelihood {
  const percent = Math.round(100 * probability);
  if (percent > 99 || probability > 0.99) return { key: 'nearlySure', percent: 99 };
  return percent < 1 ? { key: 'hardly', percent: 1 } : { key: 'about', percent };
}

/** How fields of the comparison are called where people read of them. */
const fieldNames: Record<string, string> = { id: 'document_number', birth: 'birth_date' };

export function weightField(field: string): string {
  return fieldNames[field] ?? field;
}
