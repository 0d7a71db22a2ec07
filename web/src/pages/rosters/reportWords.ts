import type { Finding, Roster } from '@/api/types';
import '@/locales/report';

/** Key of what a finding is: of a report, what was noticed. */
export function kindKey({ kind, report }: Pick<Finding, 'kind' | 'report'>): string {
  return kind === 'reported' && report ? `report.kinds.${report}` : `findings.kinds.${kind}`;
}

/** Key of what became of it: a report is true or not, other differences go into the register or not. */
export function stateKey({ kind, state }: Pick<Finding, 'kind' | 'state'>): string {
  return kind === 'reported' && state !== 'open' ? `report.states.${state}` : `findings.states.${state}`;
}

/** A list goes by its name, a report by what was noticed. */
export function rosterTitle({ report, source }: Pick<Roster, 'report' | 'source'>, t: (key: string) => string): string {
  return report ? t(`report.kinds.${report}`) : source;
}
