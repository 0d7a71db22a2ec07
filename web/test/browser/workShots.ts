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
