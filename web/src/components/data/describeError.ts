import { ConnectionError, ProblemError } from '@/api/problem';

type Translate = (key: string) => string;

/** What happened and what to do next, in the user's words. */
export function describe(error: unknown, t: Translate, what: 'sent' | 'read' = 'sent'): { title: string; next: string } {
  if (error instanceof ProblemError && error.problem.code === 'http') return { title: t('error.gateway'), next: t('error.gatewayNext') };
  if (error instanceof ProblemError) return { title: error.problem.title, next: error.problem.detail ?? '' };
  if (error instanceof ConnectionError) return { title: t('error.connection'), next: t(what === 'sent' ? 'error.connectionNext' : 'error.connectionRead') };
  return { title: t('error.unknown'), next: t('error.unknownNext') };
}
