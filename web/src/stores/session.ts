import { defineStore } from 'pinia';
import { computed, ref, type Ref } from 'vue';
import { api } from '@/api/client';
import type { Session } from '@/api/types';

interface Question {
  asked: Ref<boolean>;
  ask: () => Promise<boolean>;
  answer: (done: boolean) => void;
}

/** A dialog that requests wait for: raised by the first of them, answered for all. */
function question(): Question {
  const asked = ref(false);
  let waiting: { promise: Promise<boolean>; release: (done: boolean) => void } | null = null;

  function ask(): Promise<boolean> {
    asked.value = true;
    if (waiting === null) {
      let release: (done: boolean) => void = () => undefined;
      const promise = new Promise<boolean>((resolve) => { release = resolve; });
      waiting = { promise, release };
    }
    return waiting.promise;
  }

  function answer(done: boolean): void {
    asked.value = false;
    waiting?.release(done);
    waiting = null;
  }

  return { asked, ask, answer };
}

function questions() {
  const [purpose, undertaking, proof, extension] = [question(), question(), question(), question()];

  async function extendQuota(reason: string): Promise<void> {
    await api.post('/api/reading-quota/extension', { body: { reason } });
    extension.answer(true);
  }

  return {
    asksPurpose: purpose.asked,
    askPurpose: purpose.ask,
    purposeAnswered: purpose.answer,
    asksUndertaking: undertaking.asked,
    askUndertaking: undertaking.ask,
    undertakingAnswered: undertaking.answer,
    asksProof: proof.asked,
    askProof: proof.ask,
    proofAnswered: proof.answer,
    asksExtension: extension.asked,
    askExtension: extension.ask,
    extensionAnswered: extension.answer,
    extendQuota,
  };
}

/**
 * Who is signed in, and for what purpose records are read. When the session ends, `expired` raises the sign-in overlay; when a purpose is
 * wanted, `asksPurpose` raises its dialog; when the undertaking is not signed, `asksUndertaking`; when an act asks again who acts,
 * `asksProof`; when the day's single readings are used up, `asksExtension`. Waiting requests go on afterwards. `half` is a session that
 * still has to show a code of its second factor.
 */
export const useSession = defineStore('session', () => {
  const session = ref<Session | null>(null);
  const half = ref<Session | null>(null);
  const again = question();
  const asked = questions();

  const actingPost = computed(() => session.value?.posts.find((post) => post.id === session.value?.acting_post_id));

  function may(right: string): boolean {
    return session.value?.rights.includes(right) ?? false;
  }

  /** False: a code has to be shown first. */
  function accept(given: Session): boolean {
    half.value = given.second_factor === 'code_required' ? given : null;
    if (half.value !== null) return false;
    const someoneElse = session.value !== null && session.value.account.id !== given.account.id;
    session.value = given;
    if (someoneElse) {
      again.asked.value = false;
      location.assign('/'); // nothing of one person's work may be left standing for the next
    } else {
      again.answer(true);
    }
    return true;
  }

  function signInAgain(): Promise<boolean> {
    return session.value === null ? Promise.resolve(false) : again.ask();
  }

  async function statePurpose(purpose: string): Promise<void> {
    session.value = await api.put('/api/session/purpose', { body: { purpose } });
    asked.purposeAnswered(true);
  }

  async function prove(password: string, code: string): Promise<void> {
    session.value = await api.post('/api/session/proof', { body: { password, ...(code === '' ? {} : { code }) } });
    asked.proofAnswered(true);
  }

  async function signUndertaking(body: { version: string; name: string }, key: string): Promise<void> {
    await api.post('/api/undertaking', { key, body });
    await load();
    asked.undertakingAnswered(true);
  }

  /** False: there is a session, and it has to show a code first. */
  const load = async (): Promise<boolean> => accept(await api.get('/api/session'));
  const signIn = async (loginName: string, password: string): Promise<boolean> => accept(await api.post('/api/session', { body: { login_name: loginName, password } }));
  const showCode = async (code: string): Promise<boolean> => accept(await api.post('/api/session/code', { body: { code } }));

  /** Out of a session that has not got any further. */
  async function giveUpHalf(): Promise<void> {
    half.value = null;
    await api.delete('/api/session');
  }

  async function switchPost(postId: number): Promise<void> {
    session.value = await api.put('/api/session/post', { body: { post_id: postId } });
  }

  async function signOut(): Promise<void> {
    await api.delete('/api/session');
    session.value = null;
  }

  return {
    session, half, expired: again.asked, ...asked, actingPost, may, accept, signInAgain, statePurpose, signUndertaking, prove, load,
    signIn, showCode, giveUpHalf, switchPost, signOut,
  };
});
