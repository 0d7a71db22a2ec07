import type { RouteRecordRaw } from 'vue-router';

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the page's title. */
    title?: string;
    /** Shown without signing in. */
    open?: boolean;
    /** Shown without the frame around it, which needs more than a session that has its second factor still to set up or the undertaking to sign. */
    plain?: boolean;
    /** Rights of which the acting post needs one; without any the page would have nothing to show. */
    anyOf?: string[];
  }
}

const leads: RouteRecordRaw[] = [
  { path: '/leads', name: 'leads', component: () => import('./leads/LeadBoxPage.vue'), meta: { title: 'nav.leadBox', anyOf: ['lead.read'] } },
  { path: '/leads/new', name: 'lead-new', component: () => import('./leads/LeadSendPage.vue'), meta: { title: 'nav.leadSend', anyOf: ['lead.send'] } },
];

const teams: RouteRecordRaw[] = [
  { path: '/teams', name: 'teams', component: () => import('./teams/TeamsPage.vue'), meta: { title: 'nav.teams', anyOf: ['team.read'] } },
  { path: '/teams/import', name: 'team-import', component: () => import('./teams/TeamImportPage.vue'), meta: { title: 'nav.teams', anyOf: ['team.edit'] } },
  { path: '/teams/supervision', name: 'supervision', component: () => import('./teams/SupervisionPage.vue'), meta: { title: 'nav.teams', anyOf: ['duty.read'] } },
  { path: '/teams/:grid(\\d+)', name: 'team', component: () => import('./teams/TeamPage.vue'), meta: { title: 'nav.teams', anyOf: ['team.read'] } },
];

const instructions: RouteRecordRaw[] = [
  {
    path: '/instructions',
    name: 'instructions',
    component: () => import('./instructions/InstructionsPage.vue'),
    meta: { title: 'nav.instructions', anyOf: ['instruction.answer'] },
  },
  {
    path: '/instructions/new',
    name: 'instruction-new',
    component: () => import('./instructions/InstructionNewPage.vue'),
    meta: { title: 'nav.instructions', anyOf: ['instruction.issue'] },
  },
  {
    path: '/instructions/:id(\\d+)',
    name: 'instruction',
    component: () => import('./instructions/InstructionPage.vue'),
    meta: { title: 'nav.instructions', anyOf: ['instruction.answer'] },
  },
];

const access: RouteRecordRaw[] = [
  { path: '/sign-in', name: 'sign-in', component: () => import('./access/SignInPage.vue'), meta: { title: 'access.signIn', open: true } },
  { path: '/links/:token', name: 'link', component: () => import('./access/LinkPage.vue'), meta: { title: 'access.link.title', open: true } },
  { path: '/declare', name: 'declare', component: () => import('./declare/DeclarePage.vue'), meta: { title: 'declare.title', open: true } },
  { path: '/second-factor', name: 'second-factor', component: () => import('./access/SecondFactorPage.vue'), meta: { title: 'access.secondFactor', plain: true } },
  { path: '/undertaking', name: 'undertaking', component: () => import('./access/UndertakingPage.vue'), meta: { title: 'undertaking.title', plain: true } },
  { path: '/me', name: 'me', component: () => import('./access/MyPage.vue'), meta: { title: 'nav.me' } },
  {
    path: '/accounts',
    name: 'accounts',
    component: () => import('./access/AccountsPage.vue'),
    meta: { title: 'nav.accounts', anyOf: ['accounts.manage', 'posts.manage'] },
  },
  { path: '/approvals', name: 'approvals', component: () => import('./approvals/ApprovalsPage.vue'), meta: { title: 'nav.approvals' } },
  { path: '/areas', name: 'areas', component: () => import('./access/AreasPage.vue'), meta: { title: 'nav.areas', anyOf: ['areas.manage'] } },
  { path: '/audit', name: 'audit', component: () => import('./audit/AuditPage.vue'), meta: { title: 'nav.audit', anyOf: ['audit.read'] } },
  { path: '/retention', name: 'retention', component: () => import('./retention/RetentionPage.vue'), meta: { title: 'nav.retention', anyOf: ['retention.read'] } },
  {
    path: '/publications',
    name: 'publications',
    component: () => import('./publications/PublicationsPage.vue'),
    meta: { title: 'nav.publications', anyOf: ['figures.publish'] },
  },
  {
    path: '/publications/:id(\\d+)',
    name: 'publication',
    component: () => import('./publications/PublicationPage.vue'),
    meta: { title: 'nav.publications', anyOf: ['figures.publish'] },
  },
  {
    path: '/self-check',
    name: 'self-check',
    component: () => import('./selfCheck/SelfCheckPage.vue'),
    meta: { title: 'nav.selfCheck', anyOf: ['self_check.read'] },
  },
  { path: '/town', name: 'town', component: () => import('./access/TownPage.vue'), meta: { title: 'town.title', anyOf: ['areas.manage'] } },
];

const registry: RouteRecordRaw[] = [
  {
    path: '/search',
    name: 'search',
    component: () => import('./search/SearchPage.vue'),
    meta: { title: 'nav.search', anyOf: ['person.search', 'place.read', 'organisation.read'] },
  },
  {
    path: '/addresses',
    name: 'addresses',
    component: () => import('./registry/AddressesPage.vue'),
    meta: { title: 'nav.addresses', anyOf: ['place.read'] },
  },
  {
    path: '/premises/:id(\\d+)',
    name: 'premises',
    component: () => import('./registry/PremisesPage.vue'),
    meta: { title: 'kind.premises', anyOf: ['place.read'] },
  },
  {
    path: '/persons/new',
    name: 'person-new',
    component: () => import('./registry/PersonNewPage.vue'),
    meta: { title: 'person.new', anyOf: ['person.edit'] },
  },
  {
    path: '/persons/merge',
    name: 'merge',
    component: () => import('./registry/MergePage.vue'),
    meta: { title: 'merge.title', anyOf: ['person.merge'] },
  },
  {
    path: '/persons/:id(\\d+)',
    name: 'person',
    component: () => import('./registry/PersonPage.vue'),
    meta: { title: 'kind.person', anyOf: ['person.read'] },
  },
  {
    path: '/persons/:id(\\d+)/edit',
    name: 'person-edit',
    component: () => import('./registry/PersonEditPage.vue'),
    meta: { title: 'person.edit', anyOf: ['person.edit'] },
  },
  {
    path: '/organisations/new',
    name: 'organisation-new',
    component: () => import('./registry/OrganisationNewPage.vue'),
    meta: { title: 'organisation.new', anyOf: ['organisation.edit'] },
  },
  {
    path: '/organisations/:id(\\d+)',
    name: 'organisation',
    component: () => import('./registry/OrganisationPage.vue'),
    meta: { title: 'kind.organisation', anyOf: ['organisation.read'] },
  },
];

const files: RouteRecordRaw[] = [
  {
    path: '/files',
    name: 'files',
    component: () => import('./files/FilesPage.vue'),
    meta: { title: 'nav.files', anyOf: ['file.import', 'file.export'] },
  },
  {
    path: '/imports/new',
    name: 'import-new',
    component: () => import('./files/ImportNewPage.vue'),
    meta: { title: 'imports.new', anyOf: ['file.import'] },
  },
  {
    path: '/imports/:id(\\d+)',
    name: 'import',
    component: () => import('./files/ImportPage.vue'),
    meta: { title: 'imports.one', anyOf: ['file.import'] },
  },
  { path: '/jobs', name: 'jobs', component: () => import('./files/JobsPage.vue'), meta: { title: 'nav.jobs' } },
];

const rosters: RouteRecordRaw[] = [
  {
    path: '/rosters',
    name: 'rosters',
    component: () => import('./rosters/RostersPage.vue'),
    meta: { title: 'rosters.title', anyOf: ['roster.hand_in'] },
  },
  {
    path: '/rosters/new',
    name: 'roster-new',
    component: () => import('./rosters/RosterNewPage.vue'),
    meta: { title: 'rosters.new', anyOf: ['roster.hand_in'] },
  },
  {
    path: '/rosters/pocket',
    name: 'pocket',
    component: () => import('./rosters/PocketPage.vue'),
    meta: { title: 'pocket.title', anyOf: ['roster.hand_in'] },
  },
  {
    path: '/rosters/:id(\\d+)',
    name: 'roster',
    component: () => import('./rosters/RosterPage.vue'),
    meta: { title: 'rosters.one', anyOf: ['roster.hand_in'] },
  },
  {
    path: '/report',
    name: 'report',
    component: () => import('./rosters/ReportPage.vue'),
    meta: { title: 'report.title', anyOf: ['roster.hand_in'] },
  },
  {
    path: '/findings',
    name: 'findings',
    component: () => import('./rosters/FindingsPage.vue'),
    meta: { title: 'findings.title', anyOf: ['finding.decide'] },
  },
  {
    path: '/posters',
    name: 'posters',
    component: () => import('./posters/PostersPage.vue'),
    meta: { title: 'poster.title', anyOf: ['finding.decide'] },
  },
];

/** The residents' own pages; one file tells where they are, so that the staff's first screen knows but one more. */
const ownPage = (page: 'home' | 'record' | 'readings' | 'requests' | 'request' | 'officers' | 'copy') => async () => (await import('./my/pages')).pages[page]();
const residents: RouteRecordRaw[] = [
  {
    path: '/resident-requests',
    name: 'resident-requests',
    component: () => import('./residents/RequestsPage.vue'),
    meta: { title: 'nav.requests', anyOf: ['request.handle'] },
  },
  {
    path: '/my',
    component: async () => (await import('./my/pages')).frame(),
    meta: { open: true },
    children: [
      { path: '', name: 'my', component: ownPage('home'), meta: { title: 'my.title' } },
      { path: 'record', name: 'my-record', component: ownPage('record'), meta: { title: 'my.home.record' } },
      { path: 'readings', name: 'my-readings', component: ownPage('readings'), meta: { title: 'my.home.readings' } },
      { path: 'requests', name: 'my-requests', component: ownPage('requests'), meta: { title: 'my.home.requests' } },
      { path: 'requests/new', name: 'my-request-new', component: ownPage('request'), meta: { title: 'my.requests.new' } },
      { path: 'officers', name: 'my-officers', component: ownPage('officers'), meta: { title: 'my.home.officers' } },
      { path: 'copy', name: 'my-copy', component: ownPage('copy'), meta: { title: 'my.home.copy' } },
    ],
  },
];

/** One file tells where the five pages are, so that the first screen knows but one more. */
const gridPage = (page: 'grids' | 'layers' | 'draft' | 'alignment' | 'reports') => async () => (await import('./grids/pages')).pages[page]();
const reads = ['grids.read'];
const grids: RouteRecordRaw[] = [
  { path: '/grids', name: 'grids', component: gridPage('grids'), meta: { title: 'nav.grids', anyOf: reads } },
  { path: '/grids/layers', name: 'grid-layers', component: gridPage('layers'), meta: { title: 'grids.tabs.layers', anyOf: reads } },
  { path: '/grids/drafts/:id(\\d+)', name: 'grid-draft', component: gridPage('draft'), meta: { title: 'grids.draft.one', anyOf: reads } },
  { path: '/grids/alignment', name: 'grid-alignment', component: gridPage('alignment'), meta: { title: 'grids.tabs.alignment', anyOf: reads } },
  { path: '/grids/reports', name: 'grid-reports', component: gridPage('reports'), meta: { title: 'grids.tabs.reports', anyOf: ['counters.read'] } },
];

const places: RouteRecordRaw[] = [
  { path: '/key-premises', name: 'key-premises', component: () => import('./places/KeyPremisesPage.vue'), meta: { title: 'nav.keyPremises', anyOf: ['task.read', 'key_premises.report'] } },
  { path: '/sites', name: 'sites', component: () => import('./places/SitesPage.vue'), meta: { title: 'nav.sites', anyOf: ['task.read'] } },
  { path: '/patrols', name: 'patrols', component: () => import('./places/PatrolsPage.vue'), meta: { title: 'nav.patrols', anyOf: ['patrol.do'] } },
  { path: '/inspections', name: 'inspections', component: () => import('./places/InspectionsPage.vue'), meta: { title: 'nav.inspections', anyOf: ['duty.read'] } },
  { path: '/obligations', name: 'obligations', component: () => import('./places/ObligationsPage.vue'), meta: { title: 'nav.obligations', anyOf: ['obligation.manage'] } },
];

/** One file tells where the pages of door work are, so that the first screen knows but one more. */
type DoorPage = 'today' | 'list' | 'sheet' | 'door' | 'refusals' | 'tasks' | 'verification' | 'share';
const doorPage = (page: DoorPage) => async () => (await import('./doors/pages')).pages[page]();
const doors: RouteRecordRaw[] = [
  { path: '/today', name: 'today', component: doorPage('today'), meta: { title: 'nav.today', anyOf: ['visit.do'] } },
  { path: '/today/print', name: 'walk-list', component: doorPage('list'), meta: { title: 'doors.list.page', anyOf: ['visit.do'] } },
  { path: '/today/sheet', name: 'walk-sheet', component: doorPage('sheet'), meta: { title: 'doors.sheet.title', anyOf: ['visit.do'] } },
  { path: '/doors/:id(\\d+)', name: 'door', component: doorPage('door'), meta: { title: 'doors.one', anyOf: ['visit.do'] } },
  { path: '/refusals', name: 'refusals', component: doorPage('refusals'), meta: { title: 'nav.refusals', anyOf: ['visit.lead'] } },
  { path: '/tasks', name: 'tasks', component: doorPage('tasks'), meta: { title: 'nav.tasks', anyOf: ['task.read'] } },
  { path: '/verification', name: 'verification', component: doorPage('verification'), meta: { title: 'nav.verification', anyOf: ['counters.read'] } },
  { path: '/grid-staff-share', name: 'staff-share', component: doorPage('share'), meta: { title: 'verification.share.title', anyOf: ['counters.read'] } },
];

/** One file tells where these pages are, so that the first screen knows but one more. */
const meetingPage = (page: 'meetings' | 'meeting' | 'rectifications' | 'cases' | 'shifts' | 'daily') => async () => (await import('./meetings/pages')).pages[page]();
const attends = ['meeting.attend'];
const meetings: RouteRecordRaw[] = [
  { path: '/meetings', name: 'meetings', component: meetingPage('meetings'), meta: { title: 'nav.meetings', anyOf: attends } },
  { path: '/meetings/:id(\\d+)', name: 'meeting', component: meetingPage('meeting'), meta: { title: 'nav.meetings', anyOf: attends } },
  { path: '/rectifications', name: 'rectifications', component: meetingPage('rectifications'), meta: { title: 'nav.rectifications', anyOf: attends } },
  { path: '/cases', name: 'cases', component: meetingPage('cases'), meta: { title: 'nav.cases', anyOf: attends } },
  { path: '/shifts', name: 'shifts', component: meetingPage('shifts'), meta: { title: 'nav.shifts', anyOf: attends } },
  { path: '/daily-report', name: 'daily-report', component: meetingPage('daily'), meta: { title: 'nav.dailyReport', anyOf: ['daily_report.write', 'task.read'] } },
];

const norms: RouteRecordRaw[] = [
  { path: '/norms', name: 'norms', component: () => import('./norms/NormsPage.vue'), meta: { title: 'nav.norms', anyOf: ['norm.read'] } },
  { path: '/norms/:norm(k[1-6])', name: 'norm', component: () => import('./norms/NormPage.vue'), meta: { title: 'nav.norms', anyOf: ['norm.read'] } },
  { path: '/duties', name: 'duties', component: () => import('./duties/DutiesPage.vue'), meta: { title: 'nav.duties', anyOf: ['duty.read'] } },
  {
    path: '/set-up-progress',
    name: 'set-up-progress',
    component: () => import('./duties/SetUpProgressPage.vue'),
    meta: { title: 'nav.setUpProgress', anyOf: ['duty.read'] },
  },
];

export const routes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: () => import('./home/HomePage.vue'), meta: { title: 'nav.home' } },
  {
    path: '/counters',
    name: 'counters',
    component: () => import('./home/CountersPage.vue'),
    meta: { title: 'counters.title', anyOf: ['counters.read'] },
  },
  ...access,
  ...residents,
  ...registry,
  ...files,
  ...rosters,
  ...grids,
  ...doors,
  ...leads,
  ...places,
  ...meetings,
  ...norms,
  ...teams,
  ...instructions,
  {
    path: '/unreachable',
    name: 'unreachable',
    component: () => import('./house/UnreachablePage.vue'),
    meta: { title: 'unreachable.title', open: true },
  },
  { path: '/:rest(.*)*', name: 'lost', component: () => import('./house/LostPage.vue'), meta: { title: 'lost.title', open: true } },
];
