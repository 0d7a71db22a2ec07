// Standing rules: one for all lists of the only sender there is, until it is ended.
import { problem, type Route } from './router';
import type { Roster, RosterRule } from '@/api/types';

export function standingRules(rosters: Roster[], next: () => number): { routes: Route[]; set: (wish: Pick<RosterRule, 'kinds' | 'confirm_same'>) => void } {
  let rules: RosterRule[] = [];
  const put = (rule: RosterRule | undefined) => {
    rules = rule ? [rule] : [];
    for (const roster of rosters) if (roster.decides && !roster.report) Object.assign(roster, { rule: rule && { ...rule, follows: true, may_end: true }, sender: '明珠苑物业' });
  };
  return {
    set: (wish) => { put({ id: next(), sender: '明珠苑物业', ...wish, set_by: '镇人口办专员', set_at: new Date().toISOString() }); },
    routes: [
      ['GET', /^\/api\/roster-rules$/, () => ({ body: { items: rules } })],
      ['DELETE', /^\/api\/roster-rules\/(\d+)$/, ({ params }) => {
        if (!rules.some(({ id }) => id === Number(params[0]))) return problem(404, 'not-found', '没有找到');
        put(undefined);
        return { status: 204 };
      }],
    ],
  };
}
