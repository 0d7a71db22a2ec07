import type { useSession } from '@/stores/session';

export interface NavEntry {
  to: string;
  label: string;
  /** A shorter one for the phone's bar. */
  short?: string;
  /** Shown in the phone's bottom bar too. */
  tab: boolean;
}

interface GuardedEntry extends NavEntry {
  anyOf: string[];
  /** With this right the phone's bar has something better in its place. */
  noTabWith?: string;
  /** With this right another entry stands in its place. */
  notWith?: string;
}

const entries: GuardedEntry[] = [
  { to: '/', label: 'nav.home', tab: true, anyOf: [] },
  { to: '/search', label: 'nav.search', tab: true, anyOf: ['person.search', 'place.read', 'organisation.read'] },
  { to: '/addresses', label: 'nav.addresses', tab: true, anyOf: ['place.read'] },
  { to: '/grids', label: 'nav.grids', tab: false, anyOf: ['grids.read'] },
  { to: '/counters', label: 'nav.counters', tab: false, anyOf: ['counters.read'] },
  { to: '/findings', label: 'nav.findings', short: 'nav.findingsShort', tab: true, anyOf: ['finding.decide'] },
  { to: '/rosters', label: 'nav.rosters', tab: true, noTabWith: 'finding.decide', anyOf: ['roster.hand_in'] },
  { to: '/resident-requests', label: 'nav.requests', tab: false, anyOf: ['request.handle'] },
  { to: '/files', label: 'nav.files', tab: true, anyOf: ['file.import', 'file.export'] },
  { to: '/leads', label: 'nav.leads', tab: false, anyOf: ['lead.read'] },
  { to: '/leads/new', label: 'nav.leads', tab: true, noTabWith: 'place.read', notWith: 'lead.read', anyOf: ['lead.send'] },
  { to: '/areas', label: 'nav.areas', tab: true, anyOf: ['areas.manage'] },
  { to: '/accounts', label: 'nav.accounts', short: 'nav.accountsShort', tab: true, anyOf: ['accounts.manage', 'posts.manage'] },
  { to: '/retention', label: 'nav.retention', short: 'nav.retentionShort', tab: true, noTabWith: 'place.read', anyOf: ['retention.read'] },
  { to: '/audit', label: 'nav.audit', tab: true, noTabWith: 'place.read', anyOf: ['audit.read'] },
  { to: '/publications', label: 'nav.publications', tab: true, noTabWith: 'place.read', anyOf: ['figures.publish'] },
  { to: '/self-check', label: 'nav.selfCheck', tab: true, noTabWith: 'place.read', anyOf: ['self_check.read'] },
];

/** Where the acting post can go. */
export function navigationFor(store: ReturnType<typeof useSession>): NavEntry[] {
  return entries
    .filter((entry) => entry.anyOf.length === 0 || entry.anyOf.some((right) => store.may(right)))
    .filter(({ notWith }) => !(notWith && store.may(notWith)))
    .map(({ to, label, short, tab, noTabWith }) => ({ to, label, ...(short ? { short } : {}), tab: tab && !(noTabWith && store.may(noTabWith)) }));
}
