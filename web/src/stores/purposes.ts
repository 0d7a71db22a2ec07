import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { api } from '@/api/client';
import type { Purpose } from '@/api/types';
import { currentLocale } from '@/locales';

/** What records are read for, with the rule and what each shows: read once. */
export const usePurposes = defineStore('purposes', () => {
  const items = ref<Purpose[]>([]);

  async function load(): Promise<void> {
    if (items.value.length === 0) items.value = (await api.get('/api/purposes')).items;
  }

  const choices = computed(() => {
    const en = currentLocale() === 'en';
    return items.value.map((one) => ({ value: one.code, label: en ? one.en : one.zh, note: en ? one.en_basis : one.zh_basis, shows: one.shows }));
  });

  return { load, choices };
});
