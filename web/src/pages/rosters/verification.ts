import type { Evidence, FindingKind, FindingView, ProvenanceInput } from '@/api/types';
import { provenanceInput, type ProvenanceDraft } from '@/components/form/provenance';
import '@/locales/report';

export interface EvidenceDraft {
  kind: Evidence['kind'];
  note: string;
  /** As a local time of the town, "2026-11-23T18:30". */
  at: string;
}

export interface VerificationDraft extends ProvenanceDraft {
  note: string;
  evidence: EvidenceDraft[];
}

/** Nothing is claimed beforehand: without a way and a day the list itself is what one knows it from. */
export function newVerification(): VerificationDraft {
  return { how: null, finder: '', confirmed_at: null, note: '', evidence: [] };
}

const apart = 4 * 60; // minutes of the day between two failed visits that count

function minuteOf(at: string): number {
  return Number(at.slice(11, 13)) * 60 + Number(at.slice(14, 16));
}

/** Whether the residence may end on this evidence; without it, it is reported gone and waits for a visit. */
export function endsResidence(evidence: EvidenceDraft[]): boolean {
  if (evidence.some(({ kind }) => kind !== 'failed_visit' && kind !== 'self_declaration')) return true;
  const failed = evidence.filter(({ kind, at }) => kind === 'failed_visit' && at !== '').map(({ at }) => minuteOf(at));
  return failed.some((one) => failed.some((other) => Math.abs(one - other) >= apart));
}

function evidenceInput({ kind, note, at }: EvidenceDraft): Evidence {
  return {
    kind,
    ...(note.trim() ? { note: note.trim() } : {}),
    ...(at ? { at: new Date(`${at}:00+08:00`).toISOString() } : {}),
  };
}

export interface Decision {
  verdict: 'confirm' | 'refute';
  person_id?: number;
  note?: string;
  provenance?: ProvenanceInput;
}

export type Asked = Pick<FindingView, 'finding' | 'candidates'>;

/** Whether it has to be said whom it means: of an ambiguous row, and of a report where those live who may have moved out. */
export function asksWho({ finding, candidates }: Asked): boolean {
  return finding.kind === 'ambiguous' || (finding.kind === 'reported' && finding.report === 'moved_out' && candidates.length > 0);
}

/** What is sent: only what was said. Evidence is of people gone only, a candidate only where one is asked for. */
export function decisionOf(verdict: Decision['verdict'], view: Asked, draft: VerificationDraft, chosen: number | undefined): Decision {
  const known = provenanceInput(draft);
  const evidence = view.finding.kind === 'gone' && verdict === 'confirm' ? draft.evidence.map(evidenceInput) : [];
  const provenance = { ...known, ...(evidence.length ? { evidence } : {}) };
  return {
    verdict,
    ...(verdict === 'confirm' && asksWho(view) && chosen !== undefined ? { person_id: chosen } : {}),
    ...(draft.note.trim() ? { note: draft.note.trim() } : {}),
    ...(Object.keys(provenance).length ? { provenance } : {}),
  };
}

/** Why it cannot be confirmed as it stands; nothing when it can. */
export function hindrance(view: FindingView, chosen: number | undefined): 'decided' | 'choose' | 'faults' | undefined {
  if (view.finding.state !== 'open') return 'decided';
  if (asksWho(view) && chosen === undefined) return 'choose';
  return view.faults.some(({ warning }) => !warning) ? 'faults' : undefined;
}

/** Keys of what the two buttons say. */
export function confirmKey(kind: FindingKind | undefined, evidence: EvidenceDraft[], chosen: number | undefined): string {
  if (kind === 'gone') return endsResidence(evidence) ? 'findings.confirmLeft' : 'findings.confirmGone';
  if (kind === 'reported') return chosen ? 'findings.confirmGone' : 'report.states.applied';
  return chosen === 0 ? 'findings.confirmNone' : 'findings.confirm';
}

export function refuteKey(kind: FindingKind): string {
  if (kind === 'gone') return 'findings.refuteGone';
  return kind === 'reported' ? 'report.states.refuted' : 'findings.refute';
}
