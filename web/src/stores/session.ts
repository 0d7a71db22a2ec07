import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { api } from '@/api/client';
import type { Session } from '@/api/types';

interface Waiting {
  promise: Promise<boolean>;
  release: (done: boolean) => void;
}

function waitingFor(): Waiting {
  let release: (done: boolean) => void = () => undefined;
  const promise = new Promise<boolean>((resolve) => { release = resolve; });
  return { promise, release };
}

/**
 * Who is signed in, and for what purpose records are read. When the session ends, `expired` raises the sign-in overlay; when a purpose is
 * wanted, `asksPurpose` raises its dialog; when an act asks again who acts, `asksProof`; when the day's single readings are used up,
 * `asksExtension`. Waiting requests go on afterwards. `half` is a session that still has to show a code of its second factor.
 */
export const useSession = defineStore('session', () => {
  const session = ref<Session | null>(null);
  const expired = ref(false);
  const asksPurpose = ref(false);
  const asksProof = ref(false);
  const asksExtension = ref(false);
  const half = ref<Session | null>(null);
  let waiting: Waiting | null = null;
  let waitingForPurpose: Waiting | null = null;
  let waitingForProof: Waiting | null = null;
  let waitingForExtension: Waiting | null = null;

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
    expired.value = false;
    if (someoneElse) {
      location.assign('/'); // nothing of one person's work may be left standing for the next
      return true;
    }
    waiting?.release(true);
    waiting = null;
    return true;
  }

  function signInAgain(): Promise<boolean> {
    if (session.value === null) return Promise.resolve(false);
    expired.value = true;
    waiting ??= waitingFor();
    return waiting.promise;
  }

  function askPurpose(): Promise<boolean> {
    asksPurpose.value = true;
    waitingForPurpose ??= waitingFor();
    return waitingForPurpose.promise;
  }

  function purposeAnswered(stated: boolean): void {
    asksPurpose.value = false;
    waitingForPurpose?.release(stated);
    waitingForPurpose = null;
  }

  function askExtension(): Promise<boolean> {
    asksExtension.value = true;
    waitingForExtension ??= waitingFor();
    return waitingForExtension.promise;
  }

  function extensionAnswered(extended: boolean): void {
    asksExtension.value = false;
    waitingForExtension?.release(extended);
    waitingForExtension = null;
  }

  async function extendQuota(reason: string): Promise<void> {
    await api.post('/api/reading-quota/extension', { body: { reason } });
    extensionAnswered(true);
  }

  async function statePurpose(purpose: string): Promise<void> {
    session.value = await api.put('/api/session/purpose', { body: { purpose } });
    purposeAnswered(true);
  }

  function askProof(): Promise<boolean> {
    asksProof.value = true;
    waitingForProof ??= waitingFor();
    return waitingForProof.promise;
  }

  function proofAnswered(given: boolean): void {
    asksProof.value = false;
    waitingForProof?.release(given);
    waitingForProof = null;
  }

  async function prove(password: string, code: string): Promise<void> {
    session.value = await api.post('/api/session/proof', { body: { password, ...(code === '' ? {} : { code }) } });
    proofAnswered(true);
  }

  /** False: there is a session, and it has to show a code first. */
  async function load(): Promise<boolean> {
    return accept(await api.get('/api/session'));
  }

  async function signIn(loginName: string, password: string): Promise<boolean> {
    return accept(await api.post('/api/session', { body: { login_name: loginName, password } }));
  }

  async function showCode(code: string): Promise<boolean> {
    return accept(await api.post('/api/session/code', { body: { code } }));
  }

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
    session, half, expired, asksPurpose, asksProof, asksExtension, actingPost, may, accept, signInAgain, askPurpose, purposeAnswered,
    statePurpose, askProof, proofAnswered, prove, askExtension, extensionAnswered, extendQuota, load, signIn, showCode, giveUpHalf,
    switchPost, signOut,
  };
});
