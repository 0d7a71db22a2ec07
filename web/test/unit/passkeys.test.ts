// What the browser is asked for a passkey and what goes back to the server; what is told where it gives none.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ProblemError } from '@/api/problem';
import { answerWithPasskey, canUsePasskeys, makePasskey } from '@/components/passkey/ceremony';
import zh from '@/locales/zh-CN/factor';
import { fromBase64url, toBase64url } from '@/pages/leads/bytes';

const challenge = toBase64url(Uint8Array.from({ length: 32 }, (_, i) => i * 7));
const request = { challenge, domain: 'register.example.cn', expires: new Date(Date.now() + 300_000).toISOString(), credential_ids: [btoa('first')] };
const setUp = { ...request, user_handle: btoa('handle'), login_name: 'chenjing', display_name: '陈静', algorithms: [-7, -8, -257] };
const asked: string[] = [];

vi.mock('@/api/client', () => ({
  api: {
    post: (path: string) => {
      asked.push(path);
      return Promise.resolve(path.startsWith('/api/session') ? request : setUp);
    },
  },
}));

class FakeCredential {
  rawId = bytes('first');
  constructor(readonly response: object) {}
}

function bytes(text: string): ArrayBuffer {
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0)).buffer;
}

let given: Record<string, unknown> = {};
let respond: () => unknown = () => null;

function take(options: { publicKey: Record<string, unknown> }): Promise<unknown> {
  given = options.publicKey;
  return new Promise((resolve) => { resolve(respond()); });
}

const t = (key: string) => key;

beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal('PublicKeyCredential', FakeCredential);
  vi.stubGlobal('navigator', { credentials: { create: take, get: take } });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test('a new one is asked for by what the server says, and goes back as it came', async () => {
  respond = () => new FakeCredential({ clientDataJSON: bytes('{}'), attestationObject: bytes('object') });
  expect(await makePasskey(t)).toEqual({ client_data: btoa('{}'), attestation: btoa('object') });
  expect(asked).toEqual(['/api/second-factor/passkeys/challenge']);
  expect(given.challenge).toEqual(fromBase64url(challenge));
  expect(given.rp).toEqual({ id: 'register.example.cn', name: 'passkey.register' });
  expect(given.pubKeyCredParams).toEqual([-7, -8, -257].map((alg) => ({ type: 'public-key', alg })));
  expect(given.authenticatorSelection).toMatchObject({ userVerification: 'required' });
  expect(given.attestation).toBe('none');
  expect(given.excludeCredentials).toEqual([{ type: 'public-key', id: new Uint8Array(bytes('first')) }]);
});

test('one that is there answers; a device that names no account is let be', async () => {
  const response = { clientDataJSON: bytes('{}'), authenticatorData: bytes('data'), signature: bytes('sign') };
  const answer = { credential_id: btoa('first'), client_data: btoa('{}'), authenticator_data: btoa('data'), signature: btoa('sign') };
  respond = () => new FakeCredential({ ...response, userHandle: null });
  expect(await answerWithPasskey(t)).toEqual(answer);
  expect([given.rpId, given.userVerification]).toEqual(['register.example.cn', 'required']);
  respond = () => new FakeCredential({ ...response, userHandle: bytes('handle') });
  expect(await answerWithPasskey(t)).toEqual({ ...answer, user_handle: btoa('handle') });
});

test.each([
  ['NotAllowedError', 'cancelled'],
  ['InvalidStateError', 'known'],
  ['SecurityError', 'elsewhere'],
  ['NotSupportedError', 'unsupported'],
  ['UnknownError', 'failed'],
])('%s of the browser is told as what to do next', async (name, reason) => {
  respond = () => { throw new DOMException('', name); };
  const error: unknown = await answerWithPasskey(t).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ProblemError);
  expect((error as ProblemError).problem).toMatchObject({ title: `passkey.${reason}`, detail: `passkey.${reason}Next` });
  expect(Object.keys(zh.passkey)).toEqual(expect.arrayContaining([reason, `${reason}Next`]));
});

test('where the browser has none, that is known beforehand', () => {
  expect(canUsePasskeys()).toBe(true);
  vi.stubGlobal('PublicKeyCredential', undefined);
  expect(canUsePasskeys()).toBe(false);
});
