export interface Piece {
  text: string;
  differs: boolean;
}

function commonLengths(a: string[], b: string[]): number[][] {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = table[i] ?? [];
      row[j] = a[i] === b[j] ? (table[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(table[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
}

function append(pieces: Piece[], text: string, differs: boolean): void {
  const last = pieces.at(-1);
  if (last?.differs === differs) last.text += text;
  else pieces.push({ text, differs });
}

/** The first text in pieces: those characters that the second has too, in order, and those that differ. */
export function piecesOf(own: string, other: string): Piece[] {
  const a = Array.from(own);
  const b = Array.from(other);
  const table = commonLengths(a, b);
  const pieces: Piece[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length) {
    if (j < b.length && a[i] === b[j]) {
      append(pieces, a[i] ?? '', false);
      i += 1;
      j += 1;
    } else if (j < b.length && (table[i]?.[j + 1] ?? 0) > (table[i + 1]?.[j] ?? 0)) {
      j += 1;
    } else {
      append(pieces, a[i] ?? '', true);
      i += 1;
    }
  }
  return pieces;
}
