import type { Team, TeamLack, TeamMessage } from '@/api/types';

export const teamStates = ['incomplete', 'forming', 'complete'] as const;
export type TeamState = Team['state'];

type Translate = (key: string, values?: Record<string, unknown>) => string;
type Label = (list: string, code: string) => string;

const aboutPosts = new Set<TeamLack['kind']>(['post_missing', 'post_vacant', 'undertaking_missing', 'undertaking_over']);

/** What lacks, in words: of a post by the role, else by the kind of force. */
export function lackText(lack: TeamLack, t: Translate, label: Label): string {
  const about = label(aboutPosts.has(lack.kind) ? 'roles' : 'helper_kinds', lack.about);
  return t(`teams.lacks.${lack.kind}`, { about, count: lack.count });
}

export const presentIn = (team: Team): number => team.forces.reduce((sum, one) => sum + one.present, 0);
export const overdueIn = (team: Team): number => team.forces.reduce((sum, one) => sum + one.guidance_overdue, 0);

/** The committees that the teams stand in, each once, in the order of the teams. */
export function committeesOf(teams: readonly Team[]): { id: number; name: string }[] {
  const found = new Map<number, string>();
  for (const { committee_id, committee_name } of teams) if (committee_id !== undefined) found.set(committee_id, committee_name);
  return [...found].map(([id, name]) => ({ id, name }));
}

export interface TeamFilter {
  state?: string;
  committee?: string;
  /** Only teams with somebody who is to be guided (N2). */
  due?: boolean;
}

export function fitting(teams: readonly Team[], { state, committee, due }: TeamFilter): Team[] {
  return teams.filter((one) => (!state || one.state === state) && (!committee || String(one.committee_id) === committee) && (!due || overdueIn(one) > 0));
}

/** What a message says: its own text, or the words of the program's notice. */
export function messageText(message: TeamMessage, t: Translate, label: Label): string {
  if (message.kind === 'text') return message.text;
  const said = t(`teams.notices.${message.notice}`, { about: label('helper_kinds', message.about), count: message.ref ?? 0 });
  return message.text ? `${said}：${message.text}` : said;
}

/** For an ordinary WeChat group: the team, the text and where to read on; the link shows nothing to whoever may not. */
export function groupText(teamName: string, text: string, link: string): string {
  return `【${teamName}】${text}\n${link}`;
}
