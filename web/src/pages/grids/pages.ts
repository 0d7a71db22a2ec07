/** The pages of grids, each with what it needs fetched when it is first opened. */
export const pages = {
  grids: () => import('./GridsPage.vue'),
  layers: () => import('./LayersPage.vue'),
  draft: () => import('./DraftPage.vue'),
  alignment: () => import('./AlignmentPage.vue'),
  reports: () => import('./ReportsPage.vue'),
};
