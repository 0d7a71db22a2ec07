// Reads a code of squares as a phone does, without repairing it: the mask from the format, the words in their winding order, the blocks put together,
// bytes. Of correction level M and versions 1 to 6, as short addresses need them (ISO/IEC 18004).

/** Blocks and data words of each, by version. */
const blocksOf: Record<number, [blocks: number, words: number]> = { 1: [1, 16], 2: [1, 28], 3: [1, 44], 4: [2, 32], 5: [2, 43], 6: [4, 27] };
const alignedAt: Record<number, number[]> = { 1: [], 2: [18], 3: [22], 4: [26], 5: [30], 6: [34] };

const masks: ((row: number, column: number) => boolean)[] = [
  (r, c) => (r + c) % 2 === 0,
  (r) => r % 2 === 0,
  (_, c) => c % 3 === 0,
  (r, c) => (r + c) % 3 === 0,
  (r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2 === 0,
  (r, c) => ((r * c) % 2) + ((r * c) % 3) === 0,
  (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0,
  (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0,
];

function isFunction(version: number, size: number, row: number, column: number): boolean {
  const corner = (row < 9 && column < 9) || (row < 9 && column >= size - 8) || (row >= size - 8 && column < 9);
  const aligned = (alignedAt[version] ?? []).some((at) => Math.abs(row - at) <= 2 && Math.abs(column - at) <= 2);
  return corner || aligned || row === 6 || column === 6;
}

/** The mask that the format beside the upper left corner names; level M stands there as 00. */
function maskOf(dark: (row: number, column: number) => boolean): number {
  const bits = [0, 1, 2, 3, 4].map((column) => Number(dark(8, column)));
  const format = bits.reduce((sum, bit) => sum * 2 + bit, 0) ^ 0b10101;
  if (format >> 3 !== 0) throw new Error('not of level M');
  return format & 7;
}

/** Modules in the order in which words wind through the code: two columns at a time, up and down, from the right. */
function windingOrder(size: number): [row: number, column: number][] {
  const order: [number, number][] = [];
  let up = true;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right -= 1;
    for (let step = 0; step < size; step += 1) {
      const row = up ? size - 1 - step : step;
      order.push([row, right], [row, right - 1]);
    }
    up = !up;
  }
  return order;
}

function wordsOf(bits: boolean[]): number[] {
  const words: number[] = [];
  for (let at = 0; at + 8 <= bits.length; at += 8) words.push(bits.slice(at, at + 8).reduce((sum, bit) => sum * 2 + Number(bit), 0));
  return words;
}

/** Data words of all blocks, one block after the other. */
function together(words: number[], [blocks, length]: [number, number]): number[] {
  return Array.from({ length: blocks }, (_, block) => Array.from({ length }, (__, at) => words[at * blocks + block] ?? 0)).flat();
}

/** What a code says that is given without its margin; throws where it is none. */
export function readQr(rows: boolean[][]): string {
  const size = rows.length;
  const version = (size - 17) / 4;
  const blocks = blocksOf[version];
  if (!blocks) throw new Error(`no version for ${size} modules`);
  const dark = (row: number, column: number) => rows[row]?.[column] ?? false;
  const mask = masks[maskOf(dark)];
  const bits = windingOrder(size)
    .filter(([row, column]) => !isFunction(version, size, row, column))
    .map(([row, column]) => dark(row, column) !== (mask?.(row, column) ?? false));
  const stream = together(wordsOf(bits), blocks).flatMap((word) => Array.from({ length: 8 }, (_, at) => (word >> (7 - at)) & 1));
  const number = (from: number, length: number) => stream.slice(from, from + length).reduce((sum, bit) => sum * 2 + bit, 0);
  if (number(0, 4) !== 0b0100) throw new Error('not of bytes');
  const bytes = Array.from({ length: number(4, 8) }, (_, at) => number(12 + 8 * at, 8));
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

/** The modules that a drawn path paints, without the margin of four. */
export function modulesOf(path: string, viewBox: string): boolean[][] {
  const size = Number(viewBox.split(' ')[2]);
  const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let at = Number(x); at < Number(x) + Number(length); at += 1) (rows[Number(y)] as boolean[])[at] = true;
  }
  return rows.slice(4, -4).map((row) => row.slice(4, -4));
}
