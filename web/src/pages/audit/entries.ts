import type { AuditEntry, AuditOverview } from '@/api/types';

/** Actions that an auditor asks for most; every entry tells its own. */
export const actions = [
  'alarm.quota_extended',
  'alarm.account_opened',
  'alarm.account_disowned',
  'alarm.passkey_copied',
  'alarm.granted_alone',
  'alarm.exported_alone',
  'approval.asked',
  'approval.approved',
  'approval.refused',
  'approval.used',
  'record.read',
  'reading.refused',
  'number.revealed',
  'register.searched',
  'register.number_searched',
  'register.number_taken',
  'history.read',
  'export.asked',
  'export.done',
  'record.erased',
  'import.started',
  'sign_in.done',
  'sign_in.refused',
  'account.invited',
  'account.edited',
  'post.given',
  'post.taken_back',
  'post.term',
  'post.successor',
  'post.deputy',
  'post.deputy_dismissed',
  'undertaking.signed',
  'second_factor.reset',
  'passkey.added',
  'passkey.removed',
  'session.proof',
  'figures.published',
  'audit.read',
] as const;

/** What the auditor is to look at. */
export function isAlarm(entry: AuditEntry): boolean {
  return entry.action?.startsWith('alarm.') ?? false;
}

/** What residents did themselves, over their own records: they act in no post and are nobody's account. */
export function isByResident(entry: AuditEntry): boolean {
  return !entry.actor && /^resident\.(?!sign_in_)/.test(entry.action ?? '');
}

/** "reason=backlog,quota=600" -> "backlog". */
export function reasonOf(entry: AuditEntry): string | undefined {
  return /(?:^|,)reason=([a-z_]+)/.exec(entry.detail ?? '')?.[1];
}

/** Of a code in the message files, where a dot leads on. */
export function keyOf(code: string): string {
  return code.replaceAll('.', '_');
}

export interface Told {
  kind: string;
  count: number;
}

/** How many of which kind an entry is about, in the order in which they come. */
export function toldOf(entry: AuditEntry): Told[] {
  const told: Told[] = [];
  for (const { kind } of entry.subjects ?? []) {
    const known = told.find((one) => one.kind === kind);
    if (known) known.count += 1;
    else told.push({ kind, count: 1 });
  }
  return told;
}

const names: Record<string, string> = { sm3: 'SM3', 'sha-256': 'SHA-256', sm2: 'SM2', ed25519: 'Ed25519' };

/** "SM3, SM2": how the log is hashed and signed. */
export function algorithmsOf(overview: AuditOverview): string {
  const signature = overview.keys.at(-1)?.public_key.split(' ', 1)[0] ?? '';
  return [overview.digest, signature].filter(Boolean).map((name) => names[name] ?? name).join(', ');
}
