import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import type { Town, TownName } from './town';
import { startMock } from '../mock/server';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));

/** A server with the built client. `real` says whether it is the program itself or the stand-in in memory. */
export interface Backend {
  real: boolean;
  url: string;
  /** The one-time link of an empty register. */
  link: string;
  accounts: Record<string, string>;
  /** Where its register is, for the program's other commands: these wait until it is stopped. */
  db: string;
  stop: () => Promise<void>;
  close: () => Promise<void>;
}

/** Whether posts need a second factor: elsewhere than in the tests of it they do not. */
type SecondFactor = 'required' | 'offered';

/** Whether a second person approves what is done in bulk, and posts: elsewhere than in the tests of it nobody does. */
type TwoPersons = 'required' | 'off';

interface Asked {
  secondFactor?: SecondFactor;
  twoPersons?: TwoPersons;
  /** Passkeys need a domain, and so a port that is known before the server starts. */
  passkeys?: boolean;
}

/** Whether there is a program to test against (WEIGE_PROGRAM, as `./dev test browser` sets it). */
export function hasProgram(): boolean {
  return inject('town') !== null;
}

interface Started {
  url: string;
  link: string;
}

/** Reads what the server says until it has said enough. */
async function told(child: ChildProcess, wantsLink: boolean): Promise<Started> {
  const started: Started = { url: '', link: '' };
  if (!child.stdout) throw new Error('the server has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const [address] = /https?:\/\/\S+/.exec(line) ?? [];
    if (!address) continue;
    const { origin, pathname } = new URL(address);
    if (pathname.startsWith('/links/')) started.link = pathname;
    else started.url = origin;
    if (started.url !== '' && (started.link !== '' || !wantsLink)) return started;
  }
  throw new Error(`the server ended before it listened (exit code ${child.exitCode})`);
}

/** A port that was free just now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => { resolve(port); });
    });
  });
}

async function startProgram(town: Town, filled: TownName | undefined, { secondFactor = 'offered', twoPersons = 'off', passkeys = false }: Asked): Promise<Backend> {
  const folder = mkdtempSync(join(town.folder, 'server-'));
  for (const file of filled ? ['.db', '.db.keys'] : []) cpSync(join(town.folder, filled + file), join(folder, `town${file}`)); // sealed values are read with its keys
  const db = `sqlite:${folder}/town.db`;
  const port = passkeys ? await freePort() : 0;
  const origin = passkeys ? ['--public-origins', `http://localhost:${port}`] : [];
  const order = ['serve', '--db', db, '--listen', `127.0.0.1:${port}`, ...origin, '--web', dist, '--log', 'none', '--second-factor', secondFactor, '--two-persons', twoPersons];
  const child = spawn(town.program, order, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => { resolve(); }));
  const { url, link } = await told(child, !filled);
  child.stdout?.resume();
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  const close = async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const accounts = filled === 'worked' ? town.workers : town.accounts;
  return { real: true, url: passkeys ? `http://localhost:${port}` : url, link, accounts, db, stop, close };
}

async function startStandIn(): Promise<Backend> {
  const mock = await startMock(dist);
  return { ...mock, real: false, accounts: {}, db: '', stop: mock.close };
}

function withClient(): void {
  if (!existsSync(`${dist}/index.html`)) throw new Error('no dist: run `npm run build` first');
}

/** A server on the sample town; without a program, the stand-in. */
export async function startBackend(twoPersons: TwoPersons = 'off'): Promise<Backend> {
  withClient();
  const town = inject('town');
  if (town) return startProgram(town, 'town', { twoPersons });
  return startStandIn();
}

/** A server on the sample town with the daily work of its last weeks; there has to be a program. */
export async function startWorked(): Promise<Backend> {
  withClient();
  const town = inject('town');
  if (!town) throw new Error('no program to make a town with');
  return startProgram(town, 'worked', {});
}

/** A server on an empty register, which tells its one-time link. */
export async function startEmpty(secondFactor: SecondFactor = 'offered', passkeys = false): Promise<Backend> {
  withClient();
  const town = inject('town');
  if (town) return startProgram(town, undefined, { secondFactor, passkeys });
  return startStandIn();
}
