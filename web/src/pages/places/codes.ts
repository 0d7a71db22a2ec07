// The closed lists of work at places, in the order in which they are offered. Their names are in the locale.
import type { FlaggedSite, Inspection, Obligation, Patrol, Publicity, Urging } from '@/api/types';

export const listingReasons = ['seen_at_door', 'fire_hazard', 'site_flagged', 'reported'] as const;
export const takingOffReasons = ['cleaned_up', 'empty_now', 'wrong_label'] as const;
export const keyStates = ['listed', 'exempt', 'ended'] as const;
export type KeyState = (typeof keyStates)[number];

export const siteLevels: readonly FlaggedSite['level'][] = ['grid', 'committee', 'town', 'district', 'city'];
export const measures: readonly FlaggedSite['steps'][number]['measure'][] = [
  'talk_to_landlord', 'deliver_notice', 'complete_register', 'reduce_people', 'remove_partitions', 'mend_fire_safety', 'mend_charging', 'clear_exits', 'other_clean_up',
];
export const checkResults: readonly FlaggedSite['checks'][number]['result'][] = ['worse', 'unchanged', 'better'];

export type PatrolWhat = Patrol['noticed'][number]['what'];
export const premisesNotices: readonly PatrolWhat[] = ['use_changed', 'signs_of_crowding', 'vacant_in_use', 'building_works', 'new_business', 'signs_missing'];
export const safetyNotices: readonly PatrolWhat[] = ['exit_blocked', 'fire_equipment', 'unsafe_charging', 'lighting_or_cover', 'door_broken', 'other_hazard'];

export const subjects: readonly Inspection['subject'][] = ['door_standards', 'tasks', 'record_quality', 'key_premises', 'instructions', 'meetings', 'team_records', 'rosters', 'public_safety'];
export const results: readonly Inspection['result'][] = ['in_order', 'to_improve', 'not_done'];
export const uses = ['set_right', 'guidance', 'raised_at_meeting', 'rectification', 'team_assessment', 'norm_changed'] as const;
export const abouts: readonly Urging['about'][] = ['task', 'instruction', 'rectification', 'inspection', 'site', 'key_premises', 'patrol'];

export const obligationKinds: readonly Obligation['kind'][] = ['landlord', 'employer', 'agent'];
export const obligationEnds = ['met', 'no_longer_let', 'organisation_gone', 'opened_by_mistake'] as const;
export type EntryWhat = Obligation['entries'][number]['what'];
export type EntryHow = Obligation['entries'][number]['how'];
const ways: readonly EntryHow[] = ['at_the_door', 'by_phone', 'by_message', 'by_letter', 'at_meeting'];

/** What may be entered by the police only (O8), and what goes with each step. */
export function stepsFor(role: string | undefined): EntryWhat[] {
  const police = ['community_officer', 'police_team', 'police_station'].includes(role ?? '');
  return police ? ['reminder', 'declaration', 'notice', 'penalty'] : ['reminder', 'declaration', 'notice'];
}
export function waysOf(what: EntryWhat): readonly EntryHow[] {
  if (what === 'penalty') return ['warning', 'ordered_to_correct', 'fined', 'withdrawn'];
  return what === 'declaration' ? [...ways, 'online'] : ways;
}

export const publicitySubjects: readonly Publicity['subject'][] = ['registration', 'fraud_prevention', 'landlord_duty', 'employer_duty', 'fire_safety'];
export const channels: readonly Publicity['channel'][] = ['poster', 'leaflet', 'group_message', 'official_account', 'at_the_door', 'stall', 'lecture', 'screen', 'loudspeaker', 'shop_window'];

/** The places of a patrol as they are typed: one a line. */
export function placesOf(text: string): string[] {
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
}

/** The hour of the town's day. */
export function townHour(now: Date = new Date()): number {
  return (now.getUTCHours() + 8) % 24;
}
