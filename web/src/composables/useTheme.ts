import { ref, watchEffect } from 'vue';

export type Theme = 'system' | 'light' | 'dark';

const storageKey = 'weige.theme';
const system = matchMedia('(prefers-color-scheme: dark)');

function remembered(): Theme {
  const stored = localStorage.getItem(storageKey);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

export const theme = ref<Theme>(remembered());
export const dark = ref(false);

function apply(): void {
  dark.value = theme.value === 'dark' || (theme.value === 'system' && system.matches);
  document.documentElement.classList.toggle('dark', dark.value);
}

export function watchTheme(): void {
  system.addEventListener('change', apply);
  watchEffect(apply);
}

export function setTheme(given: Theme): void {
  theme.value = given;
  localStorage.setItem(storageKey, given);
}
