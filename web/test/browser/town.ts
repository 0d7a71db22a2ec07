// The sample towns that all browser tests start from: made once a run, copied for each server. Most tests bring their own work and begin
// where nothing was done; one town has the daily work of the last weeks.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

export interface Town {
  program: string;
  folder: string;
  /** Login name to password. */
  accounts: Record<string, string>;
  /** The same of the town with daily work. */
  workers: Record<string, string>;
}

/** The file of a town in the folder. */
export type TownName = 'town' | 'worked';

declare module 'vitest' {
  interface ProvidedContext {
    town: Town | null;
  }
}

export const sample = { residents: 800, seed: 7 };

/** The lines that `weige sample-town` prints: login name, password, post. */
export function accountsOf(told: string): Record<string, string> {
  const lines = [...told.matchAll(/^ +([a-z_]+) +([a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}) /gm)];
  return Object.fromEntries(lines.map(([, name, password]) => [name, password]));
}

export default function makeTown(project: TestProject): (() => void) | undefined {
  const program = process.env.WEIGE_PROGRAM;
  if (!program) {
    project.provide('town', null);
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'weige-browser-'));
  const make = (name: TownName, ...more: string[]) => {
    const order = ['sample-town', '--residents', String(sample.residents), '--seed', String(sample.seed), '--db', `sqlite:${folder}/${name}.db`, ...more];
    return accountsOf(execFileSync(program, order, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }));
  };
  project.provide('town', { program, folder, accounts: make('town', '--no-work'), workers: make('worked') });
  return () => { rmSync(folder, { recursive: true, force: true }); };
}
