import type { MemberShape } from '@/components/map/shapes';
import type { CrosswalkMember, CrosswalkView } from '@/api/types';

export type Alignment = CrosswalkMember['alignment'];
export const alignments: Alignment[] = ['one_to_one', 'shifted', 'split', 'merged', 'missing', 'not_populated'];

export const toneOfAlignment: Record<Alignment, string> = {
  one_to_one: 'good',
  shifted: 'shifted',
  split: 'split',
  merged: 'merged',
  missing: 'bad',
  not_populated: 'few',
};

/** Colours of the members of a layer by what became of them in a comparison. */
export function alignmentTones(members: readonly MemberShape[], compared: readonly CrosswalkMember[]): Map<number, string> {
  const tone = new Map(compared.map(({ code, alignment }) => [code, toneOfAlignment[alignment]]));
  return new Map(members.map(({ id, properties }) => [id, tone.get(properties.code) ?? 'none']));
}

export interface AlignmentCount {
  alignment: Alignment;
  count: number;
  doors: number;
}

export function countAlignments(members: readonly CrosswalkMember[]): AlignmentCount[] {
  return alignments.flatMap((alignment) => {
    const own = members.filter((one) => one.alignment === alignment);
    return own.length === 0 ? [] : [{ alignment, count: own.length, doors: own.reduce((sum, one) => sum + one.doors, 0) }];
  });
}

export type Difference = CrosswalkView['pairs'][number];

/** Common land of members that are not partners: what would change hands, most doors first. */
export function differencesOf(view: Pick<CrosswalkView, 'pairs'>): Difference[] {
  return view.pairs.filter(({ partners }) => !partners).sort((a, b) => b.doors - a.doors || b.common_m2 - a.common_m2);
}

/** Whole percent, and never 100 while something is not aligned. */
export function percentOf(share: number): number {
  return share >= 1 ? 100 : Math.min(99, Math.floor(share * 100));
}
