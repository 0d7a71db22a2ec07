// Where the pages of meetings, rectification, cases, shifts and daily reports are.
export const pages = {
  meetings: () => import('./MeetingsPage.vue'),
  meeting: () => import('./MeetingPage.vue'),
  rectifications: () => import('./RectificationsPage.vue'),
  cases: () => import('./CasesPage.vue'),
  shifts: () => import('./ShiftsPage.vue'),
  daily: () => import('./DailyReportPage.vue'),
};
