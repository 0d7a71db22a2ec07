import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { api } from '@/api/client';
import type { Session } from '@/api/types';

/** Who is signed in. When the session ends, `expired` raises the sign-in overlay and waiting requests go on afterwards. */
export const useSession = defineStore('session', () => {
  const session = ref<Session | null>(null);
  const expired = ref(false);
  let waiting: { promise: Promise<void>; release: () => void } | null = null;

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
    waiting?.release();
    waiting = null;
  }

  function signInAgain(): Promise<void> {
    if (session.value === null) return Promise.resolve();
    expired.value = true;
    if (waiting === null) {
      let release: () => void = () => undefined;
      const promise = new Promise<void>((resolve) => { release = resolve; });
      waiting = { promise, release };
    }
    return waiting.promise;
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

  return { session, expired, actingPost, may, accept, signInAgain, load, signIn, switchPost, signOut };
});
