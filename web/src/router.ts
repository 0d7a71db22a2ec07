import { createRouter, createWebHistory, type RouteLocationNormalized } from 'vue-router';
import { hasStatus } from './api/problem';
import { i18n } from './locales';
import { routes } from './pages/routes';
import { useSession } from './stores/session';

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
});

async function signedIn(): Promise<boolean> {
  const store = useSession();
  if (store.session !== null) return true;
  try {
    await store.load();
  } catch (error) {
    return !hasStatus(error, 401) && store.session !== null;
  }
  return store.session !== null;
}

router.beforeEach(async (to: RouteLocationNormalized) => {
  if (to.meta.open) return true;
  if (await signedIn()) return true;
  return { name: 'sign-in', query: to.fullPath === '/' ? {} : { next: to.fullPath } };
});

router.afterEach((to) => {
  const name = to.meta.title ? i18n.global.t(to.meta.title) : '';
  const brand = i18n.global.t('shell.brand');
  document.title = name ? `${name} · ${brand}` : brand;
});
