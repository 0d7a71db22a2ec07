/** What the frame fetches when it is wanted. In a file of its own: the frame's file, which the first screen carries, would list all that each of them needs. */
export const keyHelp = () => import('./KeyHelp.vue');
export const accountNotices = () => import('@/pages/access/AccountNotices.vue');
export const notForPost = () => import('@/pages/house/NotForPost.vue');
