import { createI18n } from 'vue-i18n';
import type { SameKeys } from './messages';
import zh from './zh-CN';

export const localeNames = { 'zh-CN': '中文', en: 'English' } as const;
export type Locale = keyof typeof localeNames;

const storageKey = 'weige.locale';

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN',
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': zh },
  missingWarn: import.meta.env.DEV,
});

export function currentLocale(): Locale {
  return i18n.global.locale.value as Locale;
}

/** Texts that only a page or two need come with these, not with the first screen. */
export function addTexts<T extends object>(inChinese: T, inEnglish: SameKeys<T>): void {
  i18n.global.mergeLocaleMessage('zh-CN', inChinese);
  i18n.global.mergeLocaleMessage('en', inEnglish);
}

/** Sets the language; English is fetched when first asked for. */
export async function setLocale(locale: Locale): Promise<void> {
  if (locale === 'en') {
    const { default: en } = await import('./en');
    i18n.global.mergeLocaleMessage('en', en);
  }
  (i18n.global.locale as unknown as { value: Locale }).value = locale;
  document.documentElement.lang = locale;
  localStorage.setItem(storageKey, locale);
}

export function rememberedLocale(): Locale {
  return localStorage.getItem(storageKey) === 'en' ? 'en' : 'zh-CN';
}
