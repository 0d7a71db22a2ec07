import type { Evidence, ResidenceState } from '@/api/types';

/** The steps one may take from a state: reported, to verify, current, reported gone, suspended, cancelled. */
const next: Record<ResidenceState, ResidenceState[]> = {
  reported: ['to_verify', 'current', 'cancelled'],
  to_verify: ['current', 'cancelled'],
  current: ['reported_gone', 'suspended', 'cancelled'],
  reported_gone: ['current', 'suspended', 'cancelled'],
  suspended: ['current', 'cancelled'],
  cancelled: [],
};

export function nextStates(state: ResidenceState): ResidenceState[] {
  return next[state];
}

/** Leaving takes a door visit, the landlord or a second source, or two failed visits. */
export function needsEvidence(state: ResidenceState): boolean {
  return state === 'suspended' || state === 'cancelled';
}

export const evidenceKinds: Evidence['kind'][] = ['door_visit', 'landlord', 'second_source', 'failed_visit', 'document', 'self_declaration'];

export function evidenceSuffices(kinds: Evidence['kind'][]): boolean {
  const failed = kinds.filter((kind) => kind === 'failed_visit').length;
  return failed >= 2 || kinds.some((kind) => kind !== 'failed_visit');
}
