import type { Answer, Call, Method, Operation, PathsWith } from './contract';
import { ConnectionError, ProblemError, problemOf } from './problem';

export interface ClientHooks {
  /** Tells whether someone is signed in again; the request is then sent once more. */
  signInAgain: () => Promise<boolean>;
  /** Tells whether the confidentiality undertaking was signed; the request is then sent once more. */
  signUndertaking: () => Promise<boolean>;
  /** Tells whether a purpose of this sitting was stated; the request is then sent once more. */
  statePurpose: () => Promise<boolean>;
  /** Tells whether it was proved again who acts; the request is then sent once more. */
  proveAgain: () => Promise<boolean>;
  /** Tells whether the day's quota of single readings was extended; the request is then sent once more. */
  extendQuota: () => Promise<boolean>;
  language: () => string;
  answered: () => void;
  unanswered: () => void;
}

let hooks: ClientHooks = {
  signInAgain: () => Promise.resolve(false),
  signUndertaking: () => Promise.resolve(false),
  statePurpose: () => Promise.resolve(false),
  proveAgain: () => Promise.resolve(false),
  extendQuota: () => Promise.resolve(false),
  language: () => 'zh-CN',
  answered: () => undefined,
  unanswered: () => undefined,
};

export function installHooks(given: ClientHooks): void {
  hooks = given;
}

interface AnyCall {
  path?: Record<string, string | number>;
  query?: Record<string, string | number | undefined>;
  body?: unknown;
  version?: number;
  key?: string;
  signal?: AbortSignal;
  keepalive?: boolean;
}

/** Calls that are themselves about signing in answer 401 for good. */
const withoutSignIn = new Set(['get /api/session', 'post /api/session', 'post /api/session/code', 'post /api/session/challenge', 'get /api/links/{token}', 'post /api/links/{token}']);

/** A resident's own sitting is none of staff: its pages tell themselves that it has ended. */
function wantsNoSignIn(signature: string): boolean {
  return withoutSignIn.has(signature) || signature.includes(' /api/resident/');
}

/** Calls that carry a purpose of their own, or are not worth asking for one: the home page only counts what waits, rules are only offered. */
const withOwnPurpose = new Set(['post /api/persons/{id}/reveal', 'post /api/exports', 'get /api/findings/counts', 'get /api/resident-requests/counts', 'get /api/roster-rules']);

export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function urlOf(template: string, call: AnyCall): string {
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(call.path?.[name])));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(call.query ?? {})) {
    if (value !== undefined && value !== '') query.set(name, String(value));
  }
  return query.size > 0 ? `${path}?${query.toString()}` : path;
}

function headersOf(method: Method, call: AnyCall): Headers {
  const headers = new Headers({ accept: 'application/json', 'accept-language': hooks.language() });
  if (method !== 'get') headers.set('x-weige', '1');
  if (call.body !== undefined) headers.set('content-type', 'application/json');
  if (call.version !== undefined) headers.set('if-match', `"${call.version}"`);
  if (call.key !== undefined) headers.set('idempotency-key', call.key);
  return headers;
}

export async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(url, { credentials: 'same-origin', cache: 'no-store', ...init });
    hooks.answered();
    return response;
  } catch (error) {
    if (init.signal?.aborted) throw error;
    hooks.unanswered();
    throw new ConnectionError();
  }
}

/** The code of a refusal that something can be done about on the spot; '' of any other answer. */
async function refusalOf(response: Response): Promise<string> {
  return response.status === 403 || response.status === 429 ? (await problemOf(response.clone())).code : '';
}

/** A session that has to show a code, because a second factor was set up elsewhere, is like one that has ended. */
async function wantsSignIn(response: Response): Promise<boolean> {
  return response.status === 401 || (await refusalOf(response)) === 'second-factor-required';
}

type Send = () => Promise<Response>;

async function whenSignedIn(signature: string, once: Send): Promise<Response> {
  const response = await once();
  if (wantsNoSignIn(signature) || !(await wantsSignIn(response))) return response;
  return (await hooks.signInAgain()) ? once() : response;
}

/** What shows residents waits for the confidentiality undertaking, which is signed once a year. */
async function whenUndertaken(signature: string, once: Send): Promise<Response> {
  const response = await whenSignedIn(signature, once);
  if ((await refusalOf(response)) !== 'undertaking-required') return response;
  return (await hooks.signUndertaking()) ? whenSignedIn(signature, once) : response;
}

/** Some acts ask again for password and code; what was to be done is done afterwards. */
async function whenProved(signature: string, once: Send): Promise<Response> {
  const response = await whenUndertaken(signature, once);
  if ((await refusalOf(response)) !== 'step-up-required') return response;
  return (await hooks.proveAgain()) ? whenUndertaken(signature, once) : response;
}

/** Records are read for a purpose only by some posts: it is asked for when the first one is opened. */
async function forPurpose(signature: string, once: Send): Promise<Response> {
  const response = await whenProved(signature, once);
  if (withOwnPurpose.has(signature) || (await refusalOf(response)) !== 'purpose-required') return response;
  return (await hooks.statePurpose()) ? whenProved(signature, once) : response;
}

/**
 * Sends a request and, where something stands in its way that can be seen to on the spot, raises the dialog for it and sends it again. A
 * post opens so many people a day, for one: past it a reason is asked for, once. Uploads, downloads and streams go this way as well.
 */
export async function sendThrough(signature: string, once: Send): Promise<Response> {
  const response = await forPurpose(signature, once);
  if ((await refusalOf(response)) !== 'reading-quota-reached') return response;
  return (await hooks.extendQuota()) ? forPurpose(signature, once) : response;
}

async function decode(response: Response): Promise<unknown> {
  if (!response.ok) throw new ProblemError(await problemOf(response));
  return response.status === 204 ? undefined : response.json();
}

async function call(method: Method, template: string, given: AnyCall): Promise<unknown> {
  const init: RequestInit = {
    method: method.toUpperCase(),
    headers: headersOf(method, given),
    body: given.body === undefined ? null : JSON.stringify(given.body),
    signal: given.signal ?? null,
    ...(given.keepalive ? { keepalive: true } : {}), // goes on when the page is left
  };
  return decode(await sendThrough(`${method} ${template}`, () => send(urlOf(template, given), init)));
}

function method<M extends Method>(name: M) {
  return <P extends PathsWith<M>>(
    path: P,
    ...[given]: object extends Call<Operation<P, M>> ? [Call<Operation<P, M>>?] : [Call<Operation<P, M>>]
  ): Promise<Answer<Operation<P, M>>> =>
    call(name, path, (given ?? {}) as AnyCall) as Promise<Answer<Operation<P, M>>>;
}

export const api = {
  get: method('get'),
  post: method('post'),
  put: method('put'),
  patch: method('patch'),
  delete: method('delete'),
};
