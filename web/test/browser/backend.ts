import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startMock, type Running } from '../mock/server';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));

export async function startBackend(): Promise<Running> {
  if (!existsSync(`${dist}/index.html`)) throw new Error('no dist: run `npm run build` first');
  return startMock(dist);
}
