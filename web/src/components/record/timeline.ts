export interface Span {
  id: number;
  name: string;
  note: string;
  from: string;
  to?: string;
  strong: boolean;
}

export interface DrawnSpan extends Span {
  left: number;
  width: number;
}

export interface DrawnTimeline {
  spans: DrawnSpan[];
  years: { name: string; left: number }[];
}

const day = 86_400_000; // ms

function percent(at: number, start: number, end: number): number {
  return Math.max(0, Math.min(100, (100 * (at - start)) / (end - start)));
}

function yearMarks(start: number, end: number): DrawnTimeline['years'] {
  const first = new Date(start).getUTCFullYear() + 1;
  const last = new Date(end).getUTCFullYear();
  const step = Math.max(1, Math.ceil((last - first + 1) / 8));
  const marks = [];
  for (let year = first; year <= last; year += step) {
    marks.push({ name: String(year), left: percent(Date.UTC(year, 0, 1), start, end) });
  }
  return marks;
}

/** Spans of days as bars on one scale, in percent of its width; what has not ended runs to today. */
export function drawTimeline(spans: Span[], now: string): DrawnTimeline {
  if (spans.length === 0) return { spans: [], years: [] };
  const today = Date.parse(now);
  const starts = spans.map((span) => Date.parse(span.from));
  const ends = spans.map((span) => (span.to ? Date.parse(span.to) : today));
  const end = Math.max(today, ...ends);
  const start = Math.min(...starts, end - 30 * day);
  const drawn = spans.map((span, index) => {
    const left = percent(starts[index] ?? start, start, end);
    return { ...span, left, width: Math.max(0.6, percent(ends[index] ?? end, start, end) - left) };
  });
  return { spans: drawn, years: yearMarks(start, end) };
}
