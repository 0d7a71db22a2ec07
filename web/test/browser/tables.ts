// Files as a spreadsheet reads them, written anew here so that a test does not trust the reader of the server.
import { inflateRawSync } from 'node:zlib';

/** The rows of a CSV file, without its byte order mark. */
export function rowsOfCsv(bytes: Buffer): string[][] {
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '') break;
    if (end !== ',') rows.push([]);
  }
  return rows.filter((row) => row.some((cell) => cell !== ''));
}

/** The parts of a ZIP archive by name: from its central directory, as the standard says, not from what stands before the bytes. */
function partsOf(zip: Buffer): Map<string, string> {
  const parts = new Map<string, string>();
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0) throw new Error('no ZIP archive');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, packed, name, extra, note, start] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32), zip.readUInt32LE(at + 42)];
    const data = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
    const bytes = zip.subarray(data, data + packed);
    parts.set(zip.toString('utf8', at + 46, at + 46 + name), (method === 0 ? bytes : inflateRawSync(bytes)).toString('utf8'));
    at += 46 + name + extra + note;
  }
  return parts;
}

function plain(xml: string): string {
  const text = [...xml.matchAll(/<t(?:\s[^>]*)?>([^<]*)<\/t>/g)].map(([, one]) => one).join('');
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&#10;', '\n').replaceAll('&amp;', '&');
}

function columnOf(cell: string): number {
  return [...cell.replace(/\d/g, '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

export interface Workbook {
  rows: string[][];
  /** Cells that a spreadsheet would run. */
  formulas: number;
}

/** The first sheet of a workbook: texts and numbers as they stand. */
export function workbookOf(bytes: Buffer): Workbook {
  const parts = partsOf(bytes);
  const shared = [...(parts.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map(([, one]) => plain(one ?? ''));
  const sheet = parts.get('xl/worksheets/sheet1.xml');
  if (sheet === undefined) throw new Error(`no sheet among ${[...parts.keys()].join(', ')}`);
  const rows = [...sheet.matchAll(/<row[\s>](.*?)<\/row>/gs)].map(([, row]) => {
    const cells: string[] = [];
    for (const [, name, type, body] of (row ?? '').matchAll(/<c r="([A-Z]+)\d+"(?:[^>]*? t="(\w+)")?[^>/]*>(.*?)<\/c>/gs)) {
      const value = /<v>(.*?)<\/v>/s.exec(body ?? '')?.[1] ?? '';
      cells[columnOf(name ?? '')] = type === 's' ? (shared[Number(value)] ?? '') : type === 'inlineStr' ? plain(body ?? '') : value;
    }
    return Array.from(cells, (cell) => cell ?? '');
  });
  return { rows, formulas: [...sheet.matchAll(/<f[\s>]/g)].length };
}
