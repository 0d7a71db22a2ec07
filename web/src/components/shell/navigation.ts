import type { useSession } from '@/stores/session';

/** Under what the menu lists a page, in this order. */
export const groups = ['register', 'doors', 'places', 'teams', 'manage', 'system'] as const;
export type Group = (typeof groups)[number];

export interface NavEntry {
  to: string;
  label: string;
  group: Group;
  /** A shorter one for the phone's bar. */
  short?: string;
  /** What waits there, told beside the name. */
  waits?: Waits;
}

export type Waits = 'approvals' | 'requests';

interface GuardedEntry extends NavEntry {
  anyOf: string[];
  /** Opened every day: stands in the bar, and the first of them in the phone's. */
  daily: boolean;
  /** With this right another entry stands in its place. */
  notWith?: string;
  /** With this right there are better ones for the phone's bar. */
  noTabWith?: string;
}

const entries: GuardedEntry[] = [
  { to: '/', group: 'register', label: 'nav.home', daily: true, anyOf: [] },
  { to: '/today', group: 'doors', label: 'nav.today', short: 'nav.todayShort', daily: true, anyOf: ['daily_report.write', 'visit.lead'] },
  { to: '/search', group: 'register', label: 'nav.search', daily: true, anyOf: ['person.search', 'place.read', 'organisation.read'] },
  { to: '/addresses', group: 'register', label: 'nav.addresses', daily: true, noTabWith: 'daily_report.write', anyOf: ['place.read'] },
  { to: '/grids', group: 'register', label: 'nav.grids', daily: true, noTabWith: 'place.read', anyOf: ['grids.read'] },
  { to: '/findings', group: 'register', label: 'nav.findings', short: 'nav.findingsShort', daily: true, anyOf: ['finding.decide'] },
  { to: '/rosters', group: 'register', label: 'nav.rosters', daily: true, noTabWith: 'finding.decide', anyOf: ['roster.hand_in'] },
  { to: '/teams', group: 'teams', label: 'nav.teams', daily: true, noTabWith: 'place.read', anyOf: ['team.read'] },
  { to: '/instructions', group: 'teams', label: 'nav.instructions', daily: true, noTabWith: 'finding.decide', anyOf: ['instruction.answer'] },
  { to: '/leads', group: 'teams', label: 'nav.leads', daily: true, anyOf: ['lead.read'] },
  { to: '/leads/new', group: 'teams', label: 'nav.leads', daily: true, noTabWith: 'place.read', notWith: 'lead.read', anyOf: ['lead.send'] },
  { to: '/daily-report', group: 'teams', label: 'nav.dailyReport', daily: true, noTabWith: 'place.read', anyOf: ['daily_report.write'] },
  { to: '/files', group: 'register', label: 'nav.files', daily: true, anyOf: ['file.import', 'file.export'] },
  { to: '/accounts', group: 'system', label: 'nav.accounts', short: 'nav.accountsShort', daily: true, anyOf: ['accounts.manage', 'posts.manage'] },
  { to: '/audit', group: 'system', label: 'nav.audit', daily: true, anyOf: ['audit.read'] },
  { to: '/key-premises', group: 'places', label: 'nav.keyPremises', daily: false, anyOf: ['task.read', 'key_premises.report'] },
  { to: '/sites', group: 'places', label: 'nav.sites', daily: false, anyOf: ['task.read'] },
  { to: '/patrols', group: 'places', label: 'nav.patrols', daily: false, anyOf: ['patrol.do'] },
  { to: '/inspections', group: 'places', label: 'nav.inspections', daily: false, anyOf: ['duty.read'] },
  { to: '/obligations', group: 'places', label: 'nav.obligations', daily: false, anyOf: ['obligation.manage'] },
  { to: '/refusals', group: 'doors', label: 'nav.refusals', daily: false, anyOf: ['visit.lead'] },
  { to: '/tasks', group: 'doors', label: 'nav.tasks', daily: false, anyOf: ['task.read'] },
  { to: '/approvals', group: 'manage', label: 'nav.approvals', daily: false, waits: 'approvals', anyOf: ['approvals.exports', 'approvals.erasures', 'approvals.grants', 'self_check.read'] },
  { to: '/meetings', group: 'teams', label: 'nav.meetings', daily: false, anyOf: ['meeting.attend'] },
  { to: '/shifts', group: 'teams', label: 'nav.shifts', daily: false, anyOf: ['meeting.attend'] },
  { to: '/daily-report', group: 'teams', label: 'nav.dailyReport', daily: false, notWith: 'daily_report.write', anyOf: ['task.read'] },
  { to: '/resident-requests', group: 'manage', label: 'nav.requests', daily: false, waits: 'requests', anyOf: ['request.handle'] },
  { to: '/counters', group: 'manage', label: 'nav.counters', daily: false, anyOf: ['counters.read'] },
  { to: '/duties', group: 'manage', label: 'nav.duties', daily: false, anyOf: ['duty.read'] },
  { to: '/norms', group: 'manage', label: 'nav.norms', daily: false, anyOf: ['norm.read'] },
  { to: '/areas', group: 'system', label: 'nav.areas', daily: false, anyOf: ['areas.manage'] },
  { to: '/retention', group: 'system', label: 'nav.retention', short: 'nav.retentionShort', daily: false, anyOf: ['retention.read'] },
  { to: '/publications', group: 'manage', label: 'nav.publications', daily: false, anyOf: ['figures.publish'] },
  { to: '/self-check', group: 'system', label: 'nav.selfCheck', daily: false, anyOf: ['self_check.read'] },
];

/** So many need no menu beside them. */
const fewEntries = 6;
const mostTabs = 5;

export interface Navigation {
  /** In the header, as far as there is room. */
  bar: NavEntry[];
  /** In the header's menu, whatever its width. */
  more: NavEntry[];
  tabs: NavEntry[];
  /** In the menu of the phone's bar. */
  moreTabs: NavEntry[];
}

function tabsOf(may: (right: string) => boolean, open: GuardedEntry[]): Pick<Navigation, 'tabs' | 'moreTabs'> {
  const fits = open.length <= mostTabs;
  const wanted = open.filter(({ daily, noTabWith }) => daily && !(noTabWith && may(noTabWith)));
  const tabs = fits ? open : wanted.slice(0, mostTabs - 1); // one place is the menu's
  return { tabs, moreTabs: open.filter((entry) => !tabs.includes(entry)) };
}

/** Where the acting post can go, and what of it stands in sight. */
export function navigationFor({ may }: Pick<ReturnType<typeof useSession>, 'may'>): Navigation {
  const open = entries.filter(({ anyOf, notWith }) => (anyOf.length === 0 || anyOf.some(may)) && !(notWith && may(notWith)));
  const bar = open.length <= fewEntries ? open : open.filter(({ daily }) => daily);
  return { bar, more: open.filter((entry) => !bar.includes(entry)), ...tabsOf(may, open) };
}

/** What a menu lists, under its heads. */
export function grouped(entries: NavEntry[]): { group: Group; entries: NavEntry[] }[] {
  return groups.map((group) => ({ group, entries: entries.filter((entry) => entry.group === group) })).filter((one) => one.entries.length > 0);
}

/** Pages that a page with an entry leads to. */
const ways: Record<string, string> = { '/rectifications': '/meetings', '/cases': '/meetings', '/set-up-progress': '/duties' };

/** Whether a page is an entry's or lies below it; a page with an entry of its own is only that one's. */
export function isAt({ to }: Pick<NavEntry, 'to'>, path: string): boolean {
  return to === (ways[path] ?? path) || (path.startsWith(`${to}/`) && !entries.some((one) => one.to === path));
}
