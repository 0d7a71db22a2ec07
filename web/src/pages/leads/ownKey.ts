import { toBase64 } from './bytes';
import { newPair, wrapOwn, type Pair } from './envelope';
import { api } from '@/api/client';

export const shortestPassphrase = 12;

/** Keeps the pair on the server, under the passphrase: a new one, or another passphrase for the one there is. */
export async function keepOwnKey(pair: Pair, account: number, passphrase: string): Promise<void> {
  const wrapped = await wrapOwn(pair, account, passphrase);
  await api.put('/api/lead-own-key', { body: { public_key: toBase64(pair.publicKey), wrapped_private: toBase64(wrapped) } });
}

export async function makeOwnKey(account: number, passphrase: string): Promise<Pair> {
  const pair = await newPair();
  await keepOwnKey(pair, account, passphrase);
  return pair;
}
