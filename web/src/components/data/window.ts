export interface RowWindow {
  first: number;
  last: number;
  before: number;
  after: number;
}

const spare = 8; // rows drawn beyond each edge, so that fast scrolling shows no gaps

/** Which rows of a long list are drawn, and how much empty height stands for the rest. */
export function rowWindow(count: number, rowHeight: number, scrollTop: number, height: number): RowWindow {
  const visible = Math.ceil(height / rowHeight);
  const first = Math.max(0, Math.min(Math.floor(scrollTop / rowHeight) - spare, count - visible - spare));
  const last = Math.min(count, first + visible + 2 * spare);
  return { first, last, before: first * rowHeight, after: (count - last) * rowHeight };
}
