// A list that differs from the sample town in every way, handed in without the screens.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Backend } from './backend';
import { writeTown } from './freshTown';
import { ask } from './session';
import { rowsOfCsv } from './tables';
import { sample } from './town';

export interface Townsman {
  name: string;
  number: string;
  phone: string;
  address: string;
  committee: string;
  /** Whether the number is that of an ID card. */
  card: boolean;
}

/** Who lives in the sample town, as its own file says. */
export function peopleOfTown(): Townsman[] {
  const folder = mkdtempSync(join(tmpdir(), 'weige-list-'));
  try {
    writeTown(folder, sample.residents, sample.seed);
    const [, headings = [], ...rows] = rowsOfCsv(readFileSync(join(folder, 'residents.csv')));
    const cell = (row: string[], heading: string) => row[headings.indexOf(heading)] ?? '';
    return rows.map((row) => ({ name: cell(row, '姓名'), number: cell(row, '证件号码'), phone: cell(row, '联系电话'), address: cell(row, '现住地址'), committee: cell(row, '所属村居'), card: cell(row, '证件类型') === '居民身份证' }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Rows as they are, with another phone, at another's home, without a number, of a stranger, and with no name. */
function listOf(people: string[][]): string {
  const rows = people.map((person, index) => {
    const [name, number, phone, address] = person as [string, string, string, string];
    const home = people[(index + 9) % people.length]?.[3] ?? '';
    if (index % 8 === 1) return [name, number, `${phone.slice(0, -2)}48`, address];
    if (index % 8 === 3) return [name, number, phone, home];
    if (index % 8 === 5) return [name, '', '', address];
    if (index % 8 === 7) return [`欧阳${'甲乙丙丁戊'[Math.floor(index / 8)] ?? ''}`, '', '10055512345', home];
    return index === 4 ? ['', number, phone, address] : [name, number, phone, address];
  });
  return ['姓名,证件号码,联系电话,现住地址', ...rows.map((row) => row.join(','))].join('\r\n');
}

interface List {
  name: string;
  csv: string;
  complete: boolean;
  source?: string;
  reference_date?: string;
}

/** Hands a list in and returns its id. One page hands in one list of a name. */
export async function handInList(page: Page, backend: Backend, { name, csv, ...roster }: List): Promise<number> {
  const key = (part: string) => Buffer.from(part + name).toString('hex').slice(0, 64);
  const headers = { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(name), 'idempotency-key': key('file'), 'x-weige': '1', origin: backend.url };
  const sent = await page.request.post(`${backend.url}/api/uploads`, { headers, data: Buffer.from(csv) });
  const { id: upload_id } = (await sent.json()) as { id: number };
  const { id } = (await (await ask(page, backend, 'POST', '/api/rosters', { upload_id, ...roster }, { 'idempotency-key': key('list') })).json()) as { id: number };
  return id;
}

/** Hands it in and waits until it is compared. */
export async function handInSampleList(page: Page, backend: Backend): Promise<void> {
  const csv = listOf(peopleOfTown().slice(0, 40).map(({ name, number, phone, address }) => [name, number, phone, address]));
  const id = await handInList(page, backend, { name: '明珠苑住户.csv', csv, complete: true, source: '明珠苑物业住户名单' });
  for (let left = 100; left > 0; left -= 1) {
    const { compared } = (await (await ask(page, backend, 'GET', `/api/rosters/${id}`)).json()) as { compared?: boolean };
    if (compared) return;
    await page.waitForTimeout(300);
  }
  throw new Error('the list was not compared');
}
