import type { Page } from 'playwright-core';
import type { Shot } from './shots';

/** Meetings, shifts and the daily reports, as the office finds them. */
export const meetingShots: Shot[] = [
  { name: 'meetings', path: '/meetings' },
  {
    name: 'meeting-call',
    path: '/meetings',
    act: async (page) => {
      await page.getByRole('button', { name: '召集会议' }).click();
      await page.getByLabel('地点').waitFor();
    },
  },
  { name: 'rectifications', path: '/rectifications' },
  { name: 'cases', path: '/cases' },
  { name: 'shifts', path: '/shifts' },
  { name: 'daily-report', path: '/daily-report' },
];

/** Norms and what is counted by them. */
export const normShots: Shot[] = [
  { name: 'norms', path: '/norms' },
  { name: 'norm', path: '/norms/k1' },
  {
    name: 'norm-change',
    path: '/norms/k2',
    act: async (page) => {
      await page.getByRole('button', { name: '修改规定' }).click();
      await page.getByRole('region', { name: '修改规定' }).waitFor();
    },
  },
  { name: 'duties', path: '/duties' },
  { name: 'set-up-progress', path: '/set-up-progress' },
];

async function get<T>(page: Page, path: string): Promise<T> {
  return page.evaluate(async (url) => (await fetch(url)).json() as unknown, path) as Promise<T>;
}

interface Listed {
  items: { id: number; state?: string }[];
}

async function mapDrawn(page: Page): Promise<void> {
  await page.locator('.maplibregl-canvas').waitFor();
}

/** The office of a town at work. */
export async function officeAtWork(page: Page): Promise<Shot[]> {
  const { items: teams } = await get<{ items: { grid_id: number; state: string }[] }>(page, '/api/teams');
  const complete = teams.find(({ state }) => state === 'complete');
  const lacking = teams.find(({ state }) => state !== 'complete');
  const { items: instructions } = await get<Listed>(page, '/api/instructions?box=by_me');
  const { items: meetings } = await get<Listed>(page, '/api/meetings?state=closed');
  if (!complete || !lacking || !instructions[0] || !meetings[0]) throw new Error('the sample town has no daily work');
  return [
    { name: 'work-home', path: '/' },
    { name: 'work-teams', path: '/teams' },
    { name: 'work-team-complete', path: `/teams/${complete.grid_id}` },
    { name: 'work-team-forces', path: `/teams/${complete.grid_id}?part=forces` },
    { name: 'work-team-stream', path: `/teams/${complete.grid_id}?part=stream` },
    { name: 'work-team-duties', path: `/teams/${complete.grid_id}?part=duties` },
    { name: 'work-team-lacking', path: `/teams/${lacking.grid_id}` },
    { name: 'work-supervision', path: '/teams/supervision' },
    { name: 'work-instructions', path: '/instructions?box=by_me' },
    { name: 'work-instruction', path: `/instructions/${instructions[0].id}` },
    { name: 'work-tasks', path: '/tasks' },
    { name: 'work-meetings', path: '/meetings' },
    { name: 'work-meeting', path: `/meetings/${meetings[0].id}` },
    { name: 'work-rectifications', path: '/rectifications' },
    { name: 'work-cases', path: '/cases' },
    { name: 'work-duties', path: '/duties' },
    { name: 'work-set-up-progress', path: '/set-up-progress' },
    { name: 'work-verification', path: '/verification' },
  ];
}

/** An officer whose grids are in the middle of their month. */
export async function officerAtWork(page: Page): Promise<Shot[]> {
  const { items } = await get<{ items: { area_id: number; doors: number }[] }>(page, '/api/verification');
  const area = items.sort((one, other) => other.doors - one.doors)[0]?.area_id ?? 0;
  return [
    { name: 'work-home-officer', path: '/' },
    { name: 'work-verification-doors', path: `/verification?area=${area}` },
    { name: 'work-verification-map', path: `/verification?area=${area}&view=map`, act: mapDrawn },
    { name: 'work-refusals', path: '/refusals' },
    { name: 'work-key-premises', path: '/key-premises' },
    { name: 'work-key-reports', path: '/key-premises?view=reports' },
    { name: 'work-sites', path: '/sites' },
    { name: 'work-patrols', path: '/patrols' },
    { name: 'work-inspections', path: '/inspections' },
    { name: 'work-obligations', path: '/obligations' },
    { name: 'work-publicity', path: '/obligations?view=publicity' },
  ];
}

/** A leader, and a coordinator before the day's plan is made. */
export const leaderAtWork: Shot[] = [
  { name: 'work-home-leader', path: '/' },
  { name: 'work-shifts', path: '/shifts' },
  { name: 'work-daily-reports', path: '/daily-report' },
];
export const coordinatorAtWork: Shot[] = [
  { name: 'work-home-coordinator', path: '/' },
  { name: 'work-today', path: '/today' },
  { name: 'work-daily-report', path: '/daily-report' },
];
