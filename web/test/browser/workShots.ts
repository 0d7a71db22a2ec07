import type { Shot } from './shots';

/** Meetings, shifts and the daily reports, as the office finds them. */
export const meetingShots: Shot[] = [
  { name: 'meetings', path: '/meetings' },
  { name: 'rectifications', path: '/rectifications' },
  { name: 'cases', path: '/cases' },
  { name: 'shifts', path: '/shifts' },
  { name: 'daily-report', path: '/daily-report' },
];

/** Norms and what is counted by them. */
export const normShots: Shot[] = [
  { name: 'norms', path: '/norms' },
  { name: 'norm', path: '/norms/k1' },
  { name: 'duties', path: '/duties' },
  { name: 'set-up-progress', path: '/set-up-progress' },
];
