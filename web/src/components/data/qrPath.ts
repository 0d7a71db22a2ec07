/** The dark modules of a code as one path: each run of a row is a rectangle. */
export function pathOf(rows: boolean[][]): string {
  return rows.map((row, y) => runsOf(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`).join('')).join('');
}

function runsOf(row: boolean[]): [start: number, length: number][] {
  const drawn = row.map((dark) => (dark ? 'x' : ' ')).join('');
  return [...drawn.matchAll(/x+/g)].map((run) => [run.index, run[0].length]);
}
