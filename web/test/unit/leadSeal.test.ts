import { webcrypto } from 'node:crypto';
import { beforeAll, expect, test, vi } from 'vitest';
import { fromBase64, toBase64, utf8, type Bytes } from '@/pages/leads/bytes';
import { canSeal, CannotOpen, fingerprintOf, letterSizes, newPair, openLetter, openShare, sealLetter, sealShare, unwrapOwn, wrapOwn, type Pair } from '@/pages/leads/envelope';
import { letterOf, newLetter, textOf } from '@/pages/leads/letter';

let post: Pair;
let own: Pair;

beforeAll(async () => {
  vi.stubGlobal('crypto', webcrypto);
  [post, own] = [await newPair(), await newPair()];
});

const around = 2 + 65 + 12 + 16;
const long = { timeout: 60_000 };

function flipped(bytes: Bytes, at: number): Bytes {
  const out = bytes.slice();
  out[at] = (out[at] ?? 0) ^ 1;
  return out;
}

test('a letter is opened by the key of its post', async () => {
  const sealed = await sealLetter('夜里有人撬门 🔦', 7, post.publicKey);
  expect(await openLetter(sealed, 7, post)).toBe('夜里有人撬门 🔦');
  expect(toBase64(sealed)).not.toContain(toBase64(utf8('夜里')).slice(0, 8));
});

test('by no other key, and for no other post', async () => {
  const sealed = await sealLetter('某事', 7, post.publicKey);
  await expect(openLetter(sealed, 7, own)).rejects.toThrow(CannotOpen);
  await expect(openLetter(sealed, 8, post)).rejects.toThrow(CannotOpen);
  await expect(openLetter(sealed, 7, { publicKey: own.publicKey, secret: post.secret })).rejects.toThrow(CannotOpen);
});

test('not after any part of it was changed', async () => {
  const sealed = await sealLetter('某事', 7, post.publicKey);
  for (const at of [0, 1, 2, 3, 66, 67, 78, 79, 500, sealed.length - 17, sealed.length - 1]) {
    await expect(openLetter(flipped(sealed, at), 7, post), `byte ${at}`).rejects.toThrow(CannotOpen);
  }
  await expect(openLetter(sealed.slice(0, -1), 7, post)).rejects.toThrow(CannotOpen);
  await expect(openLetter(new Uint8Array(0), 7, post)).rejects.toThrow(CannotOpen);
});

test('letters have one of three lengths, and no two are alike', async () => {
  const lengthOf = async (bytes: number) => (await sealLetter('x'.repeat(bytes), 7, post.publicKey)).length - around;
  expect([await lengthOf(0), await lengthOf(1), await lengthOf(4092)]).toEqual([4096, 4096, 4096]);
  expect([await lengthOf(4093), await lengthOf(16_380)]).toEqual([16_384, 16_384]);
  expect([await lengthOf(16_381), await lengthOf(65_532)]).toEqual([65_536, 65_536]);
  await expect(lengthOf(65_533)).rejects.toThrow(RangeError);
  const [one, other] = [await sealLetter('x', 7, post.publicKey), await sealLetter('x', 7, post.publicKey)];
  expect(toBase64(one.slice(2, 67))).not.toBe(toBase64(other.slice(2, 67)));
  expect(toBase64(one.slice(79))).not.toBe(toBase64(other.slice(79)));
});

test('the longest form fits', () => {
  const text = textOf({ conduct: '字'.repeat(4000), place: '字'.repeat(200), time: '字'.repeat(100), contact: '字'.repeat(100) });
  expect(utf8(text ?? '').length + 4).toBeLessThanOrEqual(letterSizes[1]);
});

test('a post’s key is handed over to one account, post and key, and opens letters there', async () => {
  const share = await sealShare(post, 7, 3, own.publicKey);
  expect(share.length).toBe(127);
  const given = await openShare(share, 7, post.publicKey, 3, own);
  const letter = await sealLetter('某事', 7, post.publicKey);
  expect(await openLetter(letter, 7, given)).toBe('某事');
  await expect(openShare(share, 8, post.publicKey, 3, own)).rejects.toThrow(CannotOpen);
  await expect(openShare(share, 7, own.publicKey, 3, own)).rejects.toThrow(CannotOpen);
  await expect(openShare(share, 7, post.publicKey, 4, own)).rejects.toThrow(CannotOpen);
  await expect(openShare(share, 7, post.publicKey, 3, post)).rejects.toThrow(CannotOpen);
  await expect(openShare(flipped(share, 100), 7, post.publicKey, 3, own)).rejects.toThrow(CannotOpen);
  await expect(openShare(letter, 7, post.publicKey, 3, own)).rejects.toThrow(CannotOpen);
});

test('one’s own key opens by its passphrase only, however that is typed', long, async () => {
  const wrapped = await wrapOwn(own, 3, 'four ｗords of 四个字');
  expect(wrapped.length).toBe(82);
  const opened = await unwrapOwn(wrapped, own.publicKey, 3, 'four words of 四个字');
  expect(toBase64(opened.secret)).toBe(toBase64(own.secret));
  await expect(unwrapOwn(wrapped, own.publicKey, 3, 'four words of 四个子')).rejects.toThrow(CannotOpen);
  await expect(unwrapOwn(wrapped, own.publicKey, 4, 'four words of 四个字')).rejects.toThrow(CannotOpen);
  await expect(unwrapOwn(wrapped, post.publicKey, 3, 'four words of 四个字')).rejects.toThrow(CannotOpen);
});

test('a wrapping that could be guessed quickly is refused before anything is tried', async () => {
  const quick = new Uint8Array(82);
  quick.set([79, 1]);
  quick.set([0, 9, 39, 191], 18); // one round too few
  await expect(unwrapOwn(quick, own.publicKey, 3, 'x')).rejects.toThrow(CannotOpen);
});

// test/unit/work/lead_envelope_test.cpp has the same digits.
test('the fingerprint is the one that the server reckons', async () => {
  const key = new Uint8Array(65).fill(5);
  key[0] = 4;
  expect(await fingerprintOf(key)).toBe('75296 75255 04571 22601 98553');
});

test('a page without WebCrypto is noticed', () => {
  expect(canSeal()).toBe(true);
  vi.stubGlobal('crypto', { getRandomValues: () => undefined });
  expect(canSeal()).toBe(false);
  vi.stubGlobal('crypto', undefined);
  expect(canSeal()).toBe(false);
  vi.stubGlobal('crypto', webcrypto);
});

test('a letter needs conduct, place and time; who sends it need not say so', () => {
  expect(textOf(newLetter())).toBeNull();
  expect(textOf({ conduct: '撬门', place: ' ', time: '昨夜', contact: '' })).toBeNull();
  const text = textOf({ conduct: ' 撬门 ', place: '3号楼', time: '昨夜', contact: ' ' });
  expect(JSON.parse(text ?? '')).toEqual({ v: 1, conduct: '撬门', place: '3号楼', time: '昨夜' });
  expect(letterOf(text ?? '')).toEqual({ conduct: '撬门', place: '3号楼', time: '昨夜', contact: '' });
  expect(letterOf('not json').conduct).toBe('not json');
  expect(letterOf('{"conduct":5}').conduct).toBe('');
  expect(fromBase64(toBase64(utf8('撬门')))).toEqual(utf8('撬门'));
});
