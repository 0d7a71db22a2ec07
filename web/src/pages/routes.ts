import type { RouteRecordRaw } from 'vue-router';

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the page's title. */
    title?: string;
    /** Shown without signing in. */
    open?: boolean;
  }
}

const access: RouteRecordRaw[] = [
  { path: '/sign-in', name: 'sign-in', component: () => import('./access/SignInPage.vue'), meta: { title: 'access.signIn', open: true } },
  { path: '/links/:token', name: 'link', component: () => import('./access/LinkPage.vue'), meta: { title: 'access.link.title', open: true } },
  { path: '/me', name: 'me', component: () => import('./access/MyPage.vue'), meta: { title: 'nav.me' } },
  { path: '/accounts', name: 'accounts', component: () => import('./access/AccountsPage.vue'), meta: { title: 'nav.accounts' } },
  { path: '/areas', name: 'areas', component: () => import('./access/AreasPage.vue'), meta: { title: 'nav.areas' } },
  { path: '/town', name: 'town', component: () => import('./access/TownPage.vue'), meta: { title: 'town.title' } },
];

const registry: RouteRecordRaw[] = [
  { path: '/search', name: 'search', component: () => import('./search/SearchPage.vue'), meta: { title: 'nav.search' } },
  { path: '/addresses', name: 'addresses', component: () => import('./registry/AddressesPage.vue'), meta: { title: 'nav.addresses' } },
  { path: '/premises/:id(\\d+)', name: 'premises', component: () => import('./registry/PremisesPage.vue'), meta: { title: 'kind.premises' } },
  { path: '/persons/new', name: 'person-new', component: () => import('./registry/PersonNewPage.vue'), meta: { title: 'person.new' } },
  { path: '/persons/merge', name: 'merge', component: () => import('./registry/MergePage.vue'), meta: { title: 'merge.title' } },
  { path: '/persons/:id(\\d+)', name: 'person', component: () => import('./registry/PersonPage.vue'), meta: { title: 'kind.person' } },
  {
    path: '/persons/:id(\\d+)/edit',
    name: 'person-edit',
    component: () => import('./registry/PersonEditPage.vue'),
    meta: { title: 'person.edit' },
  },
  {
    path: '/organisations/new',
    name: 'organisation-new',
    component: () => import('./registry/OrganisationNewPage.vue'),
    meta: { title: 'organisation.new' },
  },
  {
    path: '/organisations/:id(\\d+)',
    name: 'organisation',
    component: () => import('./registry/OrganisationPage.vue'),
    meta: { title: 'kind.organisation' },
  },
];

const files: RouteRecordRaw[] = [
  { path: '/files', name: 'files', component: () => import('./files/FilesPage.vue'), meta: { title: 'nav.files' } },
  { path: '/imports/new', name: 'import-new', component: () => import('./files/ImportNewPage.vue'), meta: { title: 'imports.new' } },
  { path: '/imports/:id(\\d+)', name: 'import', component: () => import('./files/ImportPage.vue'), meta: { title: 'imports.one' } },
  { path: '/jobs', name: 'jobs', component: () => import('./files/JobsPage.vue'), meta: { title: 'nav.jobs' } },
];

export const routes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: () => import('./home/HomePage.vue'), meta: { title: 'nav.home' } },
  { path: '/counters', name: 'counters', component: () => import('./home/CountersPage.vue'), meta: { title: 'counters.title' } },
  ...access,
  ...registry,
  ...files,
  { path: '/unreachable', name: 'unreachable', component: () => import('./house/UnreachablePage.vue'), meta: { title: 'unreachable.title', open: true } },
  { path: '/:rest(.*)*', name: 'lost', component: () => import('./house/LostPage.vue'), meta: { title: 'lost.title', open: true } },
];
