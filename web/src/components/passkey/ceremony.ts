// What the browser does for passkeys (WebAuthn): the server says what is to be signed, an authenticator of the person signs it, and its answer goes
// back as it is. Nothing is judged here.
import { api } from '@/api/client';
import { ProblemError } from '@/api/problem';
import type { PasskeyAnswer, PasskeyOffer, PasskeyRequest } from '@/api/types';

type Translate = (key: string) => string;

/** Pages that came over plain HTTP have none, and old browsers. */
export function canUsePasskeys(): boolean {
  return typeof globalThis.PublicKeyCredential === 'function' && 'credentials' in navigator;
}

/** What browsers call it (WebAuthn, 5.1.3 and 5.1.4), and the messages for it. */
const reasons: Record<string, string> = {
  NotAllowedError: 'cancelled', // or too late: browsers do not say which
  AbortError: 'cancelled',
  InvalidStateError: 'known',
  SecurityError: 'elsewhere',
  NotSupportedError: 'unsupported',
  ConstraintError: 'unsupported',
};

function told(error: unknown, t: Translate): ProblemError {
  const reason = (error instanceof DOMException ? reasons[error.name] : undefined) ?? 'failed';
  return new ProblemError({ type: 'about:blank', status: 0, code: `passkey-${reason}`, title: t(`passkey.${reason}`), detail: t(`passkey.${reason}Next`) });
}

// Not those of the pages of leads: shared with them they would be one more file in the list that the first screen carries.
function textOf(buffer: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(buffer)));
}

/** Of base64, and of base64url. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0));
}

function credentialsOf(request: PasskeyRequest): PublicKeyCredentialDescriptor[] {
  return request.credential_ids.map((id) => ({ type: 'public-key', id: bytesOf(id) }));
}

function timeOf(request: PasskeyRequest): number {
  return Math.max(0, Date.parse(request.expires) - Date.now());
}

async function credential(ask: () => Promise<Credential | null>, t: Translate): Promise<PublicKeyCredential> {
  try {
    const given = await ask();
    if (given instanceof PublicKeyCredential) return given;
  } catch (error) {
    throw told(error, t);
  }
  throw told(undefined, t);
}

/** A new passkey, for `POST /api/second-factor/passkeys`. */
export async function makePasskey(t: Translate): Promise<Omit<PasskeyOffer, 'name'>> {
  const setUp = await api.post('/api/second-factor/passkeys/challenge');
  const publicKey: PublicKeyCredentialCreationOptions = {
    rp: { id: setUp.domain, name: t('passkey.register') },
    user: { id: bytesOf(setUp.user_handle), name: setUp.login_name, displayName: setUp.display_name },
    challenge: bytesOf(setUp.challenge),
    pubKeyCredParams: setUp.algorithms.map((alg) => ({ type: 'public-key', alg })),
    excludeCredentials: credentialsOf(setUp),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    attestation: 'none',
    timeout: timeOf(setUp),
  };
  const { response } = await credential(() => navigator.credentials.create({ publicKey }), t);
  const { clientDataJSON, attestationObject } = response as AuthenticatorAttestationResponse;
  return { client_data: textOf(clientDataJSON), attestation: textOf(attestationObject) };
}

/** An answer of a passkey that is registered, for `POST /api/session/code` and `POST /api/session/proof`. */
export async function answerWithPasskey(t: Translate): Promise<PasskeyAnswer> {
  const request = await api.post('/api/session/challenge');
  const publicKey: PublicKeyCredentialRequestOptions = {
    rpId: request.domain,
    challenge: bytesOf(request.challenge),
    allowCredentials: credentialsOf(request),
    userVerification: 'required',
    timeout: timeOf(request),
  };
  const { rawId, response } = await credential(() => navigator.credentials.get({ publicKey }), t);
  const { clientDataJSON, authenticatorData, signature, userHandle } = response as AuthenticatorAssertionResponse;
  return {
    credential_id: textOf(rawId),
    client_data: textOf(clientDataJSON),
    authenticator_data: textOf(authenticatorData),
    signature: textOf(signature),
    ...(userHandle?.byteLength ? { user_handle: textOf(userHandle) } : {}),
  };
}
