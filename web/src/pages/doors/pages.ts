/** The pages of door work, each with what it needs fetched when it is first opened. */
export const pages = {
  today: () => import('./TodayPage.vue'),
  list: () => import('./WalkListPage.vue'),
  sheet: () => import('./WalkSheetPage.vue'),
  door: () => import('./DoorPage.vue'),
  refusals: () => import('./RefusalsPage.vue'),
  tasks: () => import('./TasksPage.vue'),
  verification: () => import('@/pages/verification/VerificationPage.vue'),
  share: () => import('@/pages/verification/StaffSharePage.vue'),
};
