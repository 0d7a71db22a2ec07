import type { Approval } from '@/api/types';

type Translate = (key: string, named?: Record<string, unknown>) => string;

const files = ['addresses', 'residents', 'organisations'];

export function fileOf(approval: Approval): string {
  const file = approval.details.file ?? '';
  return files.includes(file) ? `fileKind.${file}` : '';
}

/** In one line what is asked for, as its heading and in the dialogs. */
export function titleOf(approval: Approval, t: Translate): string {
  const { grantee, details, kind } = approval;
  if (kind === 'role_grant' && grantee) {
    return t('approvals.grantOf', { name: grantee.name, way: t(`approvals.ways.${details.way ?? 'holder'}`), post: grantee.post_title });
  }
  if (kind === 'bulk_erasure') return t('approvals.eraseOf', { count: approval.people.toLocaleString() });
  const file = fileOf(approval);
  return t('approvals.exportOf', { file: file ? t(file) : '' });
}

/** What happens when it is approved, in numbers: it cannot be taken back. */
export function consequenceOf(approval: Approval, t: Translate): string {
  const count = approval.people.toLocaleString();
  if (approval.kind === 'role_grant') return t('approvals.willGrant', { name: approval.grantee?.name ?? '' });
  if (approval.kind === 'bulk_erasure') return t('approvals.willErase', { name: approval.asker.name, count });
  return t(approval.details.way === 'command' ? 'approvals.willCommand' : 'approvals.willExport', { name: approval.asker.name, count });
}

/** Whether its asker can still take it back. */
export function isOpen(approval: Approval): boolean {
  return approval.state === 'asked' || approval.state === 'approved';
}
