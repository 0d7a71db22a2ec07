import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Asked {
  params: string[];
  query: URLSearchParams;
  body: unknown;
  bytes: Buffer;
  headers: IncomingMessage['headers'];
  response: ServerResponse;
}

export interface Answered {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
  raw?: Buffer | string;
  kept?: boolean;
}

export type Handler = (asked: Asked) => Answered | Promise<Answered>;
export type Route = [method: string, path: RegExp, handler: Handler, open?: boolean];

export function problem(status: number, code: string, title: string, more: object = {}): Answered {
  return { status, body: { type: 'about:blank', status, code, title, ...more }, headers: { 'content-type': 'application/problem+json' } };
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function jsonOf(bytes: Buffer, type: string | undefined): unknown {
  return type?.includes('json') && bytes.length > 0 ? JSON.parse(bytes.toString()) : undefined;
}

function write(response: ServerResponse, answer: Answered): void {
  if (answer.kept) return;
  const headers = { 'content-type': 'application/json', ...answer.headers };
  response.writeHead(answer.status ?? 200, headers);
  response.end(answer.raw ?? (answer.body === undefined ? undefined : JSON.stringify(answer.body)));
}

/** Answers a request from the table of routes; false when none fits. */
export async function answer(routes: Route[], signedIn: (cookie: string) => boolean, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const url = new URL(request.url ?? '/', 'http://mock');
  if (!url.pathname.startsWith('/api/') && url.pathname !== '/healthz') return false;
  const found = routes.find(([method, path]) => method === request.method && path.test(url.pathname));
  if (!found) {
    write(response, problem(404, 'not-found', '没有找到'));
    return true;
  }
  const [, path, handler, open] = found;
  const bytes = await bytesOf(request);
  if (!open && !signedIn(request.headers.cookie ?? '')) {
    write(response, problem(401, 'not-signed-in', '尚未登录，或登录已过期', { detail: '请重新登录。' }));
    return true;
  }
  const params = (path.exec(url.pathname) ?? []).slice(1).map(decodeURIComponent);
  const body = jsonOf(bytes, request.headers['content-type']);
  write(response, await handler({ params, query: url.searchParams, body, bytes, headers: request.headers, response }));
  return true;
}
