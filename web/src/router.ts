import { createRouter, createWebHistory, type RouteLocationNormalized } from 'vue-router';
import { hasStatus } from './api/problem';
import type { Session } from './api/types';
import { loadShell } from './components/shell/shell';
import { noteSilence } from './composables/useOnline';
import { routes } from './pages/routes';
import { useSession } from './stores/session';

/** Where a page begins: at what its address names, at its top; a filter changed leaves one where one is. */
function placeOf(to: RouteLocationNormalized, from: RouteLocationNormalized) {
  if (to.hash) return { el: to.hash, top: 64 };
  const same = to.path === from.path && to.query.node === from.query.node;
  return same ? false : { top: 0 };
}

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (to, from, saved) => saved ?? placeOf(to, from),
});

async function signedIn(): Promise<boolean> {
  const store = useSession();
  if (store.session !== null) return true;
  try {
    return await store.load();
  } catch (error) {
    if (hasStatus(error, 401)) return false;
    throw error;
  }
}

/** The page that comes before any other one. */
function firstOf(session: Session | null): string | undefined {
  if (session?.second_factor === 'setup_required') return 'second-factor';
  return session?.undertaking_due ? 'undertaking' : undefined;
}

router.beforeEach(async (to: RouteLocationNormalized) => {
  if (to.meta.open) return true;
  const query = to.fullPath === '/' ? {} : { next: to.fullPath };
  try {
    const shell = to.meta.plain ? null : loadShell(); // fetched while the server is asked
    shell?.catch(() => undefined);
    if (!(await signedIn())) return { name: 'sign-in', query };
    await shell;
    const first = to.meta.plain ? undefined : firstOf(useSession().session);
    return first === undefined || { name: first, query };
  } catch {
    return { name: 'unreachable', query };
  }
});

// A page whose file could not be fetched: the line is gone, and the notice says so. One stays where one was.
router.onError(noteSilence);
