// A town as its office first meets it: named, with its committees, and nothing in it. And what an import through the page says.
import { execFileSync } from 'node:child_process';
import { inject } from 'vitest';
import type { Page } from 'playwright-core';
import type { Backend } from './backend';
import { administrator, ask, signUndertaking } from './session';

const code = '310118106'; // of the sample town
const office = { login_name: 'zhoufang', display_name: '周芳', password: administrator.password };

export const kinds = ['addresses', 'organisations', 'residents'] as const;

interface Area {
  id: number;
  kind: string;
}

/** Sets up an empty register through its interface and signs the office in, for a purpose. */
export async function openTown(page: Page, backend: Backend): Promise<void> {
  await ask(page, backend, 'POST', `/api${backend.link}`, administrator);
  await ask(page, backend, 'POST', '/api/town', { code });
  const { items } = (await (await ask(page, backend, 'GET', '/api/areas')).json()) as { items: Area[] };
  const { login_name, display_name, password } = office;
  const { account, link } = (await (await ask(page, backend, 'POST', '/api/accounts', { login_name, display_name })).json()) as { account: { id: number }; link: string };
  const post = { role: 'population_office', title: '镇人口办', area_id: items.find(({ kind }) => kind === 'town')?.id, holder_account_id: account.id };
  await ask(page, backend, 'POST', '/api/posts', post, { 'idempotency-key': '00000000000000000000000000000001' });
  await ask(page, backend, 'DELETE', '/api/session');
  await ask(page, backend, 'POST', `/api${link}`, { password });
  await signUndertaking(page, backend, display_name);
  await ask(page, backend, 'PUT', '/api/session/purpose', { purpose: 'data_quality' });
}

/** The files of an invented town, written by the program. */
export function writeTown(folder: string, residents: number, seed = 8): void {
  const program = inject('town')?.program ?? '';
  execFileSync(program, ['sample-town', '--files', folder, '--residents', String(residents), '--seed', String(seed)], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** All that the register holds of a kind, numbers in full, as a CSV file. The server is stopped before: a SQLite file belongs to one process. */
export function writeOut(backend: Backend, kind: string, file: string): void {
  const env = { ...process.env, WEIGE_LOGIN: office.login_name, WEIGE_PASSWORD: office.password, WEIGE_SECOND_FACTOR: 'offered', WEIGE_TWO_PERSONS: 'off' };
  execFileSync(inject('town')?.program ?? '', ['export', '--db', backend.db, '--kind', kind, '--out', file, '--purpose', 'data_correction', '--unmasked'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Chooses a file on the import page and starts; leads to the import's own page. */
export async function startImport(page: Page, backend: Backend, file: string): Promise<void> {
  await page.goto(`${backend.url}/imports/new`);
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('radio', { name: /正确的入库/ }).check();
  await page.getByRole('button', { name: /^开始导入 [\d,]+ 行$/ }).click();
  await page.waitForURL(/\/imports\/\d+$/);
}

/** Waits for the end; how many rows ended in which outcome, as the page says it. */
export async function outcomesOf(page: Page): Promise<Record<string, number>> {
  await page.getByText(/^已完成，共 [\d,]+ 行$/).waitFor({ timeout: 60_000 });
  const rows = await page.getByRole('region', { name: '各行的结果' }).getByRole('row').all();
  const told = await Promise.all(rows.map((row) => row.getByRole('cell').allTextContents()));
  return Object.fromEntries(told.map(([name, count]) => [name?.trim() ?? '', Number(count?.replaceAll(',', ''))]));
}
