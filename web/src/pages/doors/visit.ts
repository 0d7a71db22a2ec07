import type { Door, DoorHint, DoorResident, Evidence, VisitNew, VisitNewResident, VisitResident } from '@/api/types';
import { changedFields, newFields, type PersonDraft } from '@/pages/registry/personForm';

/** What a visit came to where nobody answered for the whole door. */
export type NoAnswer = Exclude<VisitNew['outcome'], 'spoke_with'>;
export const noAnswers: NoAnswer[] = ['not_at_home', 'could_not_be_registered', 'moved', 'wrong_address', 'unsafe'];

export const doorHints: DoorHint[] = ['gate_locked', 'bell_broken', 'looks_empty', 'building_works', 'shop_closed', 'come_evening', 'come_weekend'];

/** What may stand beside the visit itself when somebody has left. */
export const otherEvidence: Evidence['kind'][] = ['landlord', 'second_source', 'document', 'self_declaration'];

export interface Correction {
  person: PersonDraft;
  relation: string | null;
}

export interface Newcomer extends Correction {
  from: string | null;
}

export type OrganisationAnswer = 'here' | 'moved' | 'closed';

/** What is typed at one door; it outlives a reload of the page and a lost line. Records are kept by their ids. */
export interface DoorDraft {
  outcome: NoAnswer | null;
  residents: Record<string, VisitResident['answer']>;
  /** Of who moved out: the last day here, where it is known. */
  lastDays: Record<string, string>;
  corrections: Record<string, Correction>;
  newcomers: Newcomer[];
  organisations: Record<string, OrganisationAnswer | undefined>;
  findings: Record<string, 'confirm' | 'refute'>;
  hints: DoorHint[];
  evidence: Evidence['kind'][];
  /** Nobody was met, twice and at different times: those who are registered have left. */
  allGone: boolean;
  alone: boolean;
  paper: string | null;
}

export function newDoorDraft(paper: string | null = null): DoorDraft {
  return { outcome: null, residents: {}, lastDays: {}, corrections: {}, newcomers: [], organisations: {}, findings: {}, hints: [], evidence: [], allGone: false, alone: false, paper };
}

/** The same answers without one. */
export function without<T>(answers: Record<string, T>, id: number): Record<string, T> {
  return Object.fromEntries(Object.entries(answers).filter(([key]) => Number(key) !== id));
}

/** Differences that are asked at the door itself. Who is meant of several is chosen where they stand side by side; whether somebody is still there, the residents say. */
export function askedFindings(door: Door): Door['findings'] {
  return door.findings.filter(({ kind, residence_id }) => kind !== 'ambiguous' && residence_id === undefined);
}

export function elsewhereFindings(door: Door): Door['findings'] {
  return door.findings.filter(({ kind }) => kind === 'ambiguous');
}

export interface Tally {
  here: number;
  gone: number;
  corrected: number;
  added: number;
  /** Organisations that are no longer there. */
  away: number;
}

/** What recording would say; whoever is not spoken of counts as still here. */
export function tallyOf(door: Door, draft: DoorDraft): Tally {
  const said = door.residents.map(({ residence_id }) => draft.residents[residence_id] ?? 'here');
  const count = (answer: VisitResident['answer']) => said.filter((one) => one === answer).length;
  const away = door.organisations.filter(({ id }) => (draft.organisations[id] ?? 'here') !== 'here').length;
  return { here: count('here'), gone: count('gone'), corrected: count('corrected'), added: draft.newcomers.length, away };
}

export function nothingDiffers({ gone, corrected, added, away }: Tally): boolean {
  return gone + corrected + added + away === 0;
}

/** What is wanting before it can be recorded. */
export function wantingOf(door: Door, draft: DoorDraft): 'findings' | undefined {
  if (draft.outcome !== null) return undefined;
  return askedFindings(door).some(({ id }) => draft.findings[id] === undefined) ? 'findings' : undefined;
}

function correctedResident(one: DoorResident, { person, relation }: Correction): VisitResident {
  const base = { residence_id: one.residence_id, version: one.residence_version, answer: 'corrected' as const };
  const fields = changedFields(person, one);
  return {
    ...base,
    person_version: one.person_version,
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
    ...((relation ?? '') === (one.relation ?? '') ? {} : { relation }),
  };
}

function residentOf(one: DoorResident, draft: DoorDraft): VisitResident {
  const answer = draft.residents[one.residence_id] ?? 'here';
  const correction = draft.corrections[one.residence_id];
  const lastDay = draft.lastDays[one.residence_id];
  if (answer === 'corrected' && correction) return correctedResident(one, correction);
  if (answer === 'gone' && lastDay) return { residence_id: one.residence_id, version: one.residence_version, answer, last_day: lastDay };
  return { residence_id: one.residence_id, version: one.residence_version, answer: answer === 'corrected' ? 'here' : answer };
}

function newcomerOf({ person, relation, from }: Newcomer): VisitNewResident {
  return { person: newFields(person), ...(from ? { from } : {}), ...(relation ? { relation } : {}) };
}

function spokenWith(door: Door, draft: DoorDraft): Partial<VisitNew> {
  const findings = askedFindings(door).flatMap(({ id, version }) => {
    const verdict = draft.findings[id];
    return verdict ? [{ finding_id: id, version, verdict }] : [];
  });
  return {
    residents: door.residents.map((one) => residentOf(one, draft)),
    organisations: door.organisations.map(({ id, version }) => ({ organisation_id: id, version, answer: draft.organisations[id] ?? 'here' })),
    ...(door.premises ? { premises: { version: door.premises.version } } : {}),
    ...(draft.newcomers.length > 0 ? { new_residents: draft.newcomers.map(newcomerOf) } : {}),
    ...(findings.length > 0 ? { findings } : {}),
  };
}

function everybodyGone(door: Door): VisitResident[] {
  return door.residents.map(({ residence_id, residence_version }) => ({ residence_id, version: residence_version, answer: 'gone' }));
}

/** Everybody has left: people and organisations, and the house is labelled so. Somebody stood there: the premises themselves are confirmed. */
function movedAway(door: Door): Partial<VisitNew> {
  const labelled = door.labels.some(({ label, to }) => label === 'vacant' && to === undefined);
  return {
    residents: everybodyGone(door),
    organisations: door.organisations.map(({ id, version }) => ({ organisation_id: id, version, answer: 'moved' })),
    ...(door.premises ? { premises: { version: door.premises.version, ...(door.premises.residential && !labelled ? { add_labels: ['vacant'] } : {}) } } : {}),
  };
}

/** Whether those whom nobody met are recorded as gone: only where the visits before show it. */
function leavesUnmet(door: Door, draft: DoorDraft): boolean {
  return door.leaving_needs_no_more && draft.allGone && door.residents.length > 0;
}

/** Whether somebody's leaving is recorded, which asks for what it is known from. */
export function tellsOfLeaving(door: Door, draft: DoorDraft): boolean {
  if (draft.outcome === 'moved') return door.residents.length > 0;
  if (draft.outcome === 'not_at_home') return leavesUnmet(door, draft);
  return draft.outcome === null && tallyOf(door, draft).gone > 0;
}

function contentOf(door: Door, draft: DoorDraft): Partial<VisitNew> {
  if (draft.outcome === null) return spokenWith(door, draft);
  if (draft.outcome === 'moved') return movedAway(door);
  return draft.outcome === 'not_at_home' && leavesUnmet(door, draft) ? { residents: everybodyGone(door) } : {};
}

/** Who leads: the officer, where registration could not be had before and it is the officer who stands there. */
export function isLed(door: Door, draft: DoorDraft, mayLead: boolean): boolean {
  return mayLead && !draft.alone && door.tasks.some(({ state }) => state === 'with_officer');
}

interface Circumstances {
  mayLead: boolean;
  now: Date;
}

/** The visit as it is sent. Of a paper sheet only the day is known. */
export function visitOf(door: Door, draft: DoorDraft, { mayLead, now }: Circumstances): VisitNew {
  const evidence = tellsOfLeaving(door, draft) ? draft.evidence.map((kind) => ({ kind })) : [];
  return {
    ...(door.kind === 'premises' ? { premises_id: door.id } : { organisation_id: door.id }),
    outcome: draft.outcome ?? 'spoke_with',
    ...(draft.paper ? { on_paper: draft.paper } : { at: now.toISOString() }),
    ...(isLed(door, draft, mayLead) ? { led_by_officer: true } : {}),
    ...(draft.hints.length > 0 ? { hints: draft.hints } : {}),
    ...(evidence.length > 0 ? { evidence } : {}),
    ...contentOf(door, draft),
  };
}
