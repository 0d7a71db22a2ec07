// Uploads, downloads and streams go the same way as other requests: what stands in the way is asked for, and then they go on.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { installHooks, sendThrough, type ClientHooks } from '@/api/client';
import { fetchFile, nameOf } from '@/api/download';
import { ProblemError } from '@/api/problem';
import { sendFile } from '@/api/upload';

let asked: string[] = [];
let willing = true;

function hook(name: string): () => Promise<boolean> {
  return () => {
    asked.push(name);
    return Promise.resolve(willing);
  };
}

const hooks: ClientHooks = {
  signInAgain: hook('sign in'),
  signUndertaking: hook('undertaking'),
  statePurpose: hook('purpose'),
  proveAgain: hook('proof'),
  extendQuota: hook('quota'),
  language: () => 'zh-CN',
  answered: () => undefined,
  unanswered: () => undefined,
};

function refused(status: number, code: string): Response {
  const body = JSON.stringify({ type: `urn:weige:problem:${code}`, title: code, status, code });
  return new Response(body, { status, headers: { 'content-type': 'application/problem+json' } });
}

beforeEach(() => {
  asked = [];
  willing = true;
  installHooks(hooks);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test('one thing after the other is asked for, and the request goes on', async () => {
  const answers = [refused(403, 'undertaking-required'), refused(403, 'step-up-required'), new Response('file')];
  const response = await sendThrough('get /api/jobs/1/file', () => Promise.resolve(answers.shift() ?? Response.error()));
  expect(await response.text()).toBe('file');
  expect(asked).toEqual(['undertaking', 'proof']);
});

test('who does not want to is told the refusal', async () => {
  willing = false;
  const response = await sendThrough('get /api/events', () => Promise.resolve(refused(403, 'second-factor-required')));
  expect(response.status).toBe(403);
  expect(asked).toEqual(['sign in']);
});

test('a file is fetched after the proof and keeps its name', async () => {
  const answers = [
    refused(403, 'step-up-required'),
    new Response('a,b', { headers: { 'content-disposition': 'attachment; filename*=UTF-8\'\'%E5%BE%90.csv' } }),
  ];
  vi.stubGlobal('fetch', () => Promise.resolve(answers.shift()));
  const { name, content } = await fetchFile('/api/jobs/1/file', 'zh-CN', new AbortController().signal);
  expect([name, await content.text()]).toEqual(['徐.csv', 'a,b']);
  expect(asked).toEqual(['proof']);
});

test('names of files', () => {
  expect(nameOf('attachment; filename="answers.xlsx"', '/x')).toBe('answers.xlsx');
  expect(nameOf('attachment; filename*=UTF-8\'\'%E5', '/api/jobs/7/file?x=1')).toBe('file');
  expect(nameOf(null, '/api/audit/export')).toBe('export');
});

/** Answers each request that is sent with the next of these. */
function stubUpload(answers: [status: number, body: object][]): string[] {
  const keys: string[] = [];
  class FakeRequest {
    upload = {};
    status = 0;
    responseText = '';
    onload: () => void = () => undefined;
    open(): void { /* nothing is */ }
    abort(): void { /* nothing is */ }
    getResponseHeader(): string { return 'application/json'; }
    setRequestHeader(name: string, value: string): void {
      if (name === 'idempotency-key') keys.push(value);
    }
    send(): void {
      const [status, body] = answers.shift() ?? [500, {}];
      this.status = status;
      this.responseText = JSON.stringify(body);
      this.onload();
    }
  }
  vi.stubGlobal('XMLHttpRequest', FakeRequest);
  return keys;
}

const sending = { url: '/api/uploads', language: 'zh-CN', key: 'one-key', progress: () => undefined };

test('a file is sent again after the undertaking was signed, as the same submission', async () => {
  const keys = stubUpload([[403, { code: 'undertaking-required', title: '', status: 403, type: '' }], [201, { id: 7 }]]);
  expect(await sendFile(new File(['a'], 'a.csv'), sending).done).toEqual({ id: 7 });
  expect(asked).toEqual(['undertaking']);
  expect(keys).toEqual(['one-key', 'one-key']);
});

test('what is wrong with a file is told, and one that was given up is not sent again', async () => {
  stubUpload([[422, { code: 'file-empty', title: '空', status: 422, type: '' }]]);
  await expect(sendFile(new File([], 'a.csv'), sending).done).rejects.toBeInstanceOf(ProblemError);
  const keys = stubUpload([[403, { code: 'step-up-required', title: '', status: 403, type: '' }], [201, { id: 7 }]]);
  const handle = sendFile(new File(['a'], 'a.csv'), sending);
  handle.cancel();
  await expect(handle.done).rejects.toHaveProperty('name', 'AbortError');
  expect(keys).toHaveLength(1);
});
