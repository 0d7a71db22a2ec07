import { defineStore } from 'pinia';
import { ref } from 'vue';

/** The search in hand. Kept in memory only: names and numbers stay out of URLs and of what the browser stores. */
export const useSearchText = defineStore('searchText', () => {
  const text = ref('');
  return { text };
});
