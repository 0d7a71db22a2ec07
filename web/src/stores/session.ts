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
 * wanted, `asksPurpose` raises its dialog. Waiting requests go on afterwards.
 */
export const useSession = defineStore('session', () => {
  const session = ref<Session | null>(null);
  const expired = ref(false);
  const asksPurpose = ref(false);
  let waiting: Waiting | null = null;
  let waitingForPurpose: Waiting | null = null;

  const actingPost = computed(() => session.value?.posts.find((post) => post.id === session.value?.acting_post_id));

  function may(right: string): boolean {
    return session.value?.rights.includes(right) ?? false;
  }

  function accept(given: Session): void {
    const someoneElse = session.value !== null && session.value.account.id !== given.account.id;
    session.value = given;
    expired.value = false;
    if (someoneElse) {
      location.assign('/'); // nothing of one person's work may be left standing for the next
      return;
    }
    waiting?.release(true);
    waiting = null;
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

  async function statePurpose(purpose: string): Promise<void> {
    session.value = await api.put('/api/session/purpose', { body: { purpose } });
    purposeAnswered(true);
  }

  async function load(): Promise<void> {
    session.value = await api.get('/api/session');
  }

  async function signIn(loginName: string, password: string): Promise<void> {
    accept(await api.post('/api/session', { body: { login_name: loginName, password } }));
  }

  async function switchPost(postId: number): Promise<void> {
    session.value = await api.put('/api/session/post', { body: { post_id: postId } });
  }

  async function signOut(): Promise<void> {
    await api.delete('/api/session');
    session.value = null;
  }

  return { session, expired, asksPurpose, actingPost, may, accept, signInAgain, askPurpose, purposeAnswered, statePurpose, load, signIn, switchPost, signOut };
});
