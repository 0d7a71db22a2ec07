import { shallowRef } from 'vue';
import { fromBase64, toBase64 } from './bytes';
import { CannotOpen, newPair, openLetter, openShare, sealShare, unwrapOwn, type Pair } from './envelope';
import { letterOf, type LetterDraft } from './letter';
import { keepOwnKey, makeOwnKey } from './ownKey';
import { api } from '@/api/client';
import type { LeadBox, LeadMember } from '@/api/types';
import { useLoad } from '@/composables/useLoad';
import { useSession } from '@/stores/session';

/** The post's keys that were handed over to one. A share that cannot be opened was made wrongly: as if there were none. */
async function openedKeys({ keys, post_id }: LeadBox, account: number, own: Pair): Promise<Map<number, Pair>> {
  const opened = new Map<number, Pair>();
  for (const { id, public_key, share } of keys) {
    if (share === undefined) continue;
    try {
      opened.set(id, await openShare(fromBase64(share), post_id, fromBase64(public_key), account, own));
    } catch (problem) {
      if (!(problem instanceof CannotOpen)) throw problem;
    }
  }
  return opened;
}

async function shareFor(pair: Pair, postId: number, account: number, publicKey: string) {
  return { account_id: account, public_key: publicKey, wrapped_private: toBase64(await sealShare(pair, postId, account, fromBase64(publicKey))) };
}

async function newKeyOf({ post_id, keys }: LeadBox, account: number, own: Pair) {
  const pair = await newPair();
  const current = keys.find((one) => one.retired_at === undefined);
  const share = await shareFor(pair, post_id, account, toBase64(own.publicKey));
  return { ...(current ? { replaces: current.id } : {}), public_key: toBase64(pair.publicKey), shares: [share] };
}

/** Throws CannotOpen where its key has not been handed over, or it was changed. */
async function readLetter(id: number, postId: number, keys: ReadonlyMap<number, Pair>): Promise<LetterDraft> {
  const lead = await api.get('/api/leads/{id}', { path: { id } });
  const pair = keys.get(lead.key_id);
  if (!pair || lead.letter === undefined) throw new CannotOpen();
  return letterOf(await openLetter(fromBase64(lead.letter), postId, pair));
}

/** Keys of the post that can be opened and have not been given to a member, or not for its own key of now. */
export function wantingFor(member: LeadMember, opened: ReadonlyMap<number, Pair>): number[] {
  return [...opened.keys()].filter((id) => !member.key_ids.includes(id));
}

/**
 * The box of the acting officer's post. Its keys are opened by the passphrase and are held here, in memory, until the page is left: they go
 * nowhere, and nothing that was opened by them does.
 */
export function useLeadBox() {
  const store = useSession();
  const account = () => store.session?.account.id ?? 0;
  const { data: box, error, loading, reload } = useLoad((signal) => api.get('/api/lead-box', { signal }), () => store.session?.acting_post_id);
  const own = shallowRef<Pair | null>(null);
  const opened = shallowRef<ReadonlyMap<number, Pair>>(new Map());

  /** All at once, when its keys are open: nothing is shown of a box that is half open. */
  async function take(given: LeadBox, pair: Pair | null = own.value): Promise<void> {
    opened.value = pair ? await openedKeys(given, account(), pair) : new Map();
    own.value = pair;
    box.value = given;
  }

  async function setUp(passphrase: string): Promise<void> {
    const pair = await makeOwnKey(account(), passphrase);
    await take(await api.get('/api/lead-box'), pair);
  }

  async function changePassphrase(passphrase: string): Promise<void> {
    if (!own.value) return;
    await keepOwnKey(own.value, account(), passphrase);
    await take(await api.get('/api/lead-box'));
  }

  async function unlock(passphrase: string): Promise<void> {
    const wrapped = box.value?.own_key;
    if (!wrapped || !box.value) return;
    const pair = await unwrapOwn(fromBase64(wrapped.wrapped_private), fromBase64(wrapped.public_key), account(), passphrase);
    await take(box.value, pair);
  }

  function lock(): void {
    own.value = null;
    opened.value = new Map();
  }

  /** For oneself alone: others are handed it over once their fingerprints have been compared. */
  async function makeKey(key: string): Promise<void> {
    if (!box.value || !own.value) return;
    await take(await api.post('/api/lead-keys', { key, body: await newKeyOf(box.value, account(), own.value) }));
  }

  async function handOver(member: LeadMember): Promise<void> {
    if (!box.value || member.public_key === undefined) return;
    const { post_id } = box.value;
    for (const id of wantingFor(member, opened.value)) {
      const share = await shareFor(opened.value.get(id) as Pair, post_id, member.account_id, member.public_key);
      await take(await api.put('/api/lead-keys/{id}/shares', { path: { id }, body: { shares: [share] } }));
    }
  }

  const read = (id: number): Promise<LetterDraft> => readLetter(id, box.value?.post_id ?? 0, opened.value);

  return { box, error, loading, reload, own, opened, setUp, changePassphrase, unlock, lock, makeKey, handOver, read };
}
