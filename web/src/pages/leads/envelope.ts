// How leads and their keys are sealed (decision 32); src/work/lead_envelope.h is what the server sees of it. ECDH on P-256, HKDF with SHA-256,
// AES-256-GCM: what WebCrypto has in every browser. Each seal has a key pair of its own, so that who sealed something cannot open it again.
import { fromBase64url, joined, random, readUint32, toBase64, toBase64url, uint32, utf8, type Bytes } from './bytes';

/** A key pair: the point of the public part, uncompressed; the number of the private one. */
export interface Pair {
  publicKey: Bytes;
  secret: Bytes;
}

/** It was made for another key or place, was changed on the way, or the passphrase is another. */
export class CannotOpen extends Error {}

/** A letter holds no more than this. */
export const letterSizes = [4096, 16_384, 65_536] as const;
export const rounds = 600_000;

const [publicSize, secretSize, nonceSize, saltSize, version] = [65, 32, 12, 16, 1];
const curve = { name: 'ECDH', namedCurve: 'P-256' };
type Kind = 'L' | 'S' | 'O';

/** Pages that came over plain HTTP have no WebCrypto. */
export function canSeal(): boolean {
  return (globalThis.crypto as Crypto | undefined)?.subtle !== undefined;
}

function jwkOf(publicKey: Bytes, secret?: Bytes): JsonWebKey {
  const half = (at: number) => toBase64url(publicKey.slice(at, at + 32));
  return { kty: 'EC', crv: 'P-256', x: half(1), y: half(33), ...(secret ? { d: toBase64url(secret) } : {}) };
}

export async function newPair(): Promise<Pair> {
  const pair = await crypto.subtle.generateKey(curve, true, ['deriveBits']);
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const { d } = await crypto.subtle.exportKey('jwk', pair.privateKey);
  return { publicKey, secret: fromBase64url(d ?? '') };
}

async function sharedKey(own: Pair, other: Bytes, info: Bytes): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey('jwk', jwkOf(own.publicKey, own.secret), curve, false, ['deriveBits']);
  const point = await crypto.subtle.importKey('raw', other, curve, false, []);
  const bits = await crypto.subtle.deriveBits({ name: 'ECDH', public: point }, secret, 256);
  const material = await crypto.subtle.importKey('raw', bits, 'HKDF', false, ['deriveKey']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info };
  return crypto.subtle.deriveKey(how, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

async function encrypted(key: CryptoKey, nonce: Bytes, plain: Bytes, bound: string): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: utf8(bound) }, key, plain));
}

async function decrypted(key: CryptoKey, nonce: Bytes, sealed: Bytes, bound: string): Promise<Bytes> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce, additionalData: utf8(bound) }, key, sealed));
  } catch {
    throw new CannotOpen();
  }
}

function header(kind: Kind): Bytes {
  return joined(utf8(kind), new Uint8Array([version]));
}

function infoOf(kind: Kind, ephemeral: Bytes, recipient: Bytes): Bytes {
  return joined(utf8(`weige lead ${kind} ${version}`), ephemeral, recipient);
}

async function seal(kind: Kind, plain: Bytes, to: Bytes, bound: string): Promise<Bytes> {
  const once = await newPair();
  const nonce = random(nonceSize);
  const key = await sharedKey(once, to, infoOf(kind, once.publicKey, to));
  return joined(header(kind), once.publicKey, nonce, await encrypted(key, nonce, plain, bound));
}

function isOf(kind: Kind, sealed: Bytes): boolean {
  return sealed[0] === kind.charCodeAt(0) && sealed[1] === version;
}

async function unseal(kind: Kind, sealed: Bytes, own: Pair, bound: string): Promise<Bytes> {
  if (!isOf(kind, sealed)) throw new CannotOpen();
  const once = sealed.slice(2, 2 + publicSize);
  const nonce = sealed.slice(2 + publicSize, 2 + publicSize + nonceSize);
  try {
    const key = await sharedKey(own, once, infoOf(kind, once, own.publicKey));
    return await decrypted(key, nonce, sealed.slice(2 + publicSize + nonceSize), bound);
  } catch {
    throw new CannotOpen(); // also a point that lies on no curve
  }
}

/** One of three sizes, so that the length of what is sealed tells next to nothing. */
function padded(text: Bytes): Bytes {
  const size = letterSizes.find((one) => text.length + 4 <= one);
  if (size === undefined) throw new RangeError('the letter is too long');
  return joined(uint32(text.length), text, new Uint8Array(size - 4 - text.length));
}

function unpadded(plain: Bytes): Bytes {
  const length = readUint32(plain, 0);
  if (length > plain.length - 4) throw new CannotOpen();
  return plain.slice(4, 4 + length);
}

/** A letter is bound to the post, and to the key by which the reader knows the post. */
const boundToPost = (postId: number, key: Bytes) => `weige lead letter ${version};post=${postId};key=${toBase64(key)}`;

export function sealLetter(text: string, postId: number, postKey: Bytes): Promise<Bytes> {
  return seal('L', padded(utf8(text)), postKey, boundToPost(postId, postKey));
}

export async function openLetter(sealed: Bytes, postId: number, pair: Pair): Promise<string> {
  return new TextDecoder().decode(unpadded(await unseal('L', sealed, pair, boundToPost(postId, pair.publicKey))));
}

const boundToHolder = (postId: number, postKey: Bytes, account: number) => `weige lead share ${version};post=${postId};key=${toBase64(postKey)};account=${account}`;

/** The private part of a post's key, for one who may read its letters. */
export function sealShare(pair: Pair, postId: number, account: number, to: Bytes): Promise<Bytes> {
  return seal('S', pair.secret, to, boundToHolder(postId, pair.publicKey, account));
}

export async function openShare(sealed: Bytes, postId: number, postKey: Bytes, account: number, own: Pair): Promise<Pair> {
  const secret = await unseal('S', sealed, own, boundToHolder(postId, postKey, account));
  if (secret.length !== secretSize) throw new CannotOpen();
  return { publicKey: postKey, secret };
}

async function passphraseKey(passphrase: string, salt: Bytes, iterations: number): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', utf8(passphrase.normalize('NFKC')), 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

const boundToAccount = (account: number, key: Bytes, iterations: number) => `weige lead own ${version};account=${account};key=${toBase64(key)};rounds=${iterations}`;

/** One's own private part under a passphrase, which goes nowhere. */
export async function wrapOwn(pair: Pair, account: number, passphrase: string): Promise<Bytes> {
  const [salt, nonce] = [random(saltSize), random(nonceSize)];
  const key = await passphraseKey(passphrase, salt, rounds);
  return joined(header('O'), salt, uint32(rounds), nonce, await encrypted(key, nonce, pair.secret, boundToAccount(account, pair.publicKey, rounds)));
}

export async function unwrapOwn(wrapped: Bytes, publicKey: Bytes, account: number, passphrase: string): Promise<Pair> {
  if (!isOf('O', wrapped)) throw new CannotOpen();
  const iterations = readUint32(wrapped, 2 + saltSize);
  const nonceAt = 2 + saltSize + 4;
  // Fewer would be somebody's doing who wants to try out passphrases.
  if (iterations < rounds || iterations > 10_000_000) throw new CannotOpen();
  const key = await passphraseKey(passphrase, wrapped.slice(2, 2 + saltSize), iterations);
  const secret = await decrypted(key, wrapped.slice(nonceAt, nonceAt + nonceSize), wrapped.slice(nonceAt + nonceSize), boundToAccount(account, publicKey, iterations));
  return { publicKey, secret };
}

/** What two people compare by voice: 25 digits in five groups (83 bits). Reckoned here, not taken from the server. */
export async function fingerprintOf(publicKey: Bytes): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', joined(utf8('weige lead key 1\n'), publicKey)));
  const groups = [0, 5, 10, 15, 20].map((at) => digest.slice(at, at + 5).reduce((sum, byte) => sum * 256 + byte, 0) % 100_000);
  return groups.map((group) => String(group).padStart(5, '0')).join(' ');
}
