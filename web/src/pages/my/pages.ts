/** The frame comes first, with its texts; each page when it is opened. */
export const frame = () => import('./MyFrame.vue');

export const pages = {
  home: () => import('./MyHome.vue'),
  record: () => import('./MyRecord.vue'),
  readings: () => import('./MyReadings.vue'),
  requests: () => import('./MyRequests.vue'),
  request: () => import('./MyRequestNew.vue'),
  officers: () => import('./MyOfficers.vue'),
  copy: () => import('./MyCopy.vue'),
};
