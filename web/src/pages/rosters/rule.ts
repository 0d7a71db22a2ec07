import { applicableKinds } from './finding';
import type { Roster, RosterRule } from '@/api/types';

export interface AppliedPart {
  key: 'applied' | 'confirmed' | 'left' | 'held' | 'nothing';
  count: number;
}

/** What applying a list as a whole did; that it did nothing is told, too. */
export function appliedParts({ applied, confirmed, left, held }: NonNullable<Roster['applied']>): AppliedPart[] {
  const all: AppliedPart[] = [{ key: 'applied', count: applied }, { key: 'confirmed', count: confirmed }, { key: 'left', count: left }, { key: 'held', count: held }];
  const parts = all.filter(({ count }) => count > 0);
  return parts.length > 0 ? parts : [{ key: 'nothing', count: 0 }];
}

/** Keys of what a rule does with a list, the harmless first. */
export function ruleKeys({ kinds, confirm_same }: Pick<RosterRule, 'kinds' | 'confirm_same'>): string[] {
  return [...(confirm_same ? ['rules.same'] : []), ...applicableKinds.filter((kind) => kinds.includes(kind)).map((kind) => `findings.kinds.${kind}`)];
}
