import type { SelfCheck } from '@/api/types';
import { townTime } from '@/components/data/time';

export type CheckedRule = SelfCheck['rules'][number];
export type CheckFact = CheckedRule['facts'][number];

/** In which part of the page a rule stands; one that is not named here stands in the last. */
const groups = {
  limits: ['no_check_in', 'no_ranking', 'no_tracks', 'no_photos', 'no_persons_of_concern', 'no_protected_traits', 'leads_sealed', 'leads_gone'],
  data: ['data_declared', 'sensitive_sealed', 'audit_signed', 'keys_current', 'keys_rotated', 'retention_kept', 'erasures_journaled', 'backup_recent'],
  staff: ['accounts_used', 'second_factors', 'undertakings', 'posts_held', 'forms_few'],
} as const;

export type Group = keyof typeof groups | 'settings';
export const groupNames: Group[] = ['limits', 'data', 'staff', 'settings'];

export function groupOf(rule: string): Group {
  const found = (Object.keys(groups) as (keyof typeof groups)[]).find((group) => (groups[group] as readonly string[]).includes(rule));
  return found ?? 'settings';
}

/** Where something can be done about a rule, and the rights of which one is needed to go there. */
const places: Record<string, { to: string; anyOf: string[] }> = {
  retention_kept: { to: '/retention', anyOf: ['retention.read'] },
  audit_signed: { to: '/audit', anyOf: ['audit.read'] },
  accounts_used: { to: '/accounts', anyOf: ['accounts.manage'] },
  second_factors: { to: '/accounts', anyOf: ['accounts.manage'] },
  undertakings: { to: '/accounts', anyOf: ['accounts.manage', 'posts.manage'] },
  posts_held: { to: '/accounts', anyOf: ['posts.manage'] },
  forms_few: { to: '/rosters', anyOf: ['roster.hand_in'] },
};

export function placeOf(rule: string, may: (right: string) => boolean): string | undefined {
  const place = places[rule];
  return place?.anyOf.some(may) ? place.to : undefined;
}

type Translate = (key: string) => string;

/** A fact's value in words. */
export function valueOf(fact: CheckFact, t: Translate, te: (key: string) => boolean): string {
  if (fact.few) return t('selfCheck.few');
  if (fact.number !== undefined) return fact.number.toLocaleString();
  if (fact.at !== undefined) return townTime(fact.at);
  const key = `selfCheck.values.${fact.text ?? ''}`;
  return te(key) ? t(key) : (fact.text ?? '');
}

/** Those that need something done first, each in the order in which they came. */
export function sorted(rules: readonly CheckedRule[]): CheckedRule[] {
  const order = ['attention', 'holds', 'not_applicable', 'not_built'];
  return [...rules].sort((one, other) => order.indexOf(one.verdict) - order.indexOf(other.verdict));
}
