// Which of a few colours a figure gets: class limits that a legend can name.

export type ClassWay = 'round' | 'quantile';

export interface ValueClass {
  from: number;
  /** The last whole number of the class. */
  to: number;
  /** How many members are in it. */
  count: number;
}

const mostClasses = 5;

/** The step of 1, 2 or 5 times a power of ten that makes nearly as many classes as wanted. */
function roundStep(low: number, high: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, (high - low) / mostClasses)));
  const classes = (step: number) => Math.floor(high / step) - Math.floor(low / step) + 1;
  const steps = [1, 2, 5, 10].map((one) => one * power);
  return steps.reduce((best, step) => (Math.abs(classes(step) - mostClasses) < Math.abs(classes(best) - mostClasses) ? step : best));
}

function roundStarts(low: number, high: number): number[] {
  const step = roundStep(low, high);
  const starts: number[] = [];
  for (let at = Math.floor(low / step) * step; at <= high; at += step) starts.push(at);
  return starts;
}

function quantileStarts(sorted: readonly number[]): number[] {
  const cuts = Array.from({ length: mostClasses }, (_, index) => sorted[Math.floor((index * sorted.length) / mostClasses)] ?? 0);
  return [...new Set(cuts)];
}

/** Which class a figure is in; the first class takes what lies below it. */
export function classOf(value: number, classes: readonly ValueClass[]): number {
  for (let index = classes.length - 1; index > 0; index -= 1) {
    if (value >= (classes[index]?.from ?? 0)) return index;
  }
  return 0;
}

/** About five classes of whole numbers that follow each other, with how many values each has. */
export function classesOf(values: readonly number[], way: ClassWay): ValueClass[] {
  const sorted = [...values].sort((a, b) => a - b);
  const low = sorted[0];
  const high = sorted.at(-1);
  if (low === undefined || high === undefined) return [];
  const starts = way === 'round' ? roundStarts(low, high) : quantileStarts(sorted);
  const classes = starts.map((from, index) => ({ from, to: (starts[index + 1] ?? Math.max(high, from) + 1) - 1, count: 0 }));
  for (const value of sorted) {
    const own = classes[classOf(value, classes)];
    if (own) own.count += 1;
  }
  return classes;
}

/** The colour of a class: few classes are spread over the whole scale, so that the highest is always the strongest. */
export function toneOfClass(index: number, count: number): string {
  const strongest = 6;
  const tone = count <= 1 ? 3 : 1 + Math.round((index * (strongest - 1)) / (count - 1));
  return `c${tone}`;
}
