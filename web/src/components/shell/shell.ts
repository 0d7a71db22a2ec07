/** The staff's frame comes with the staff's texts, and only where somebody of staff is signed in: residents and visitors never fetch it. */
export const loadShell = () => import('./AppShell.vue');
