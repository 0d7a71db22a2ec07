import { createReadStream, existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { accessRoutes } from './access';
import { approvalRoutes } from './approvals';
import { auditRoutes } from './audit';
import { declarationRoutes } from './declarations';
import { fileRoutes } from './files';
import { gridRoutes } from './grids';
import { normRoutes } from './norms';
import { registryRoutes } from './registry';
import { residentRoutes } from './residents';
import { retentionRoutes } from './retention';
import { rosterRoutes } from './rosters';
import { answer } from './router';
import { meetingRoutes } from './meetings';
import { statisticsRoutes } from './statistics';
import { makeTown } from './town';

type Serve = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

export function mockHandler(): Serve {
  const access = accessRoutes();
  const town = makeTown();
  const routes = [...access.routes, ...approvalRoutes(), ...auditRoutes(), ...retentionRoutes(), ...declarationRoutes(), ...fileRoutes(rosterRoutes), ...gridRoutes(town), ...registryRoutes(town), ...residentRoutes(town), ...meetingRoutes(), ...statisticsRoutes(), ...normRoutes()];
  return (request, response) => answer(routes, access.signedIn, request, response);
}

const types: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

function sendFile(folder: string, path: string, response: ServerResponse): void {
  const wanted = join(folder, normalize(path));
  const file = extname(path) && existsSync(wanted) ? wanted : join(folder, 'index.html');
  response.writeHead(200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; worker-src 'self' blob:; frame-ancestors 'none'",
  });
  createReadStream(file).pipe(response);
}

export interface Running {
  url: string;
  link: string;
  close: () => Promise<void>;
}

/** The built client and the mock API on a free port. */
export async function startMock(folder: string): Promise<Running> {
  const handle = mockHandler();
  const server = createServer((request, response) => {
    void handle(request, response).then((done) => {
      if (!done) sendFile(folder, new URL(request.url ?? '/', 'http://mock').pathname, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => new Promise<void>((resolve) => {
    server.closeAllConnections();
    server.close(() => { resolve(); });
  });
  return { url, link: '/links/first', close };
}
