import { saveFile } from '@/api/download';

type Cell = string | number;

function cellText(cell: Cell): string {
  const text = String(cell);
  const safe = typeof cell === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text; // a spreadsheet must not run it
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as CSV that spreadsheets open rightly: with a byte order mark, CRLF, and no cell that could be a formula. */
export function csvOf(rows: Cell[][]): string {
  return `\ufeff${rows.map((row) => row.map(cellText).join(',')).join('\r\n')}\r\n`;
}

export function saveText(name: string, text: string, type: string): void {
  saveFile({ name, content: new Blob([text], { type }) });
}
