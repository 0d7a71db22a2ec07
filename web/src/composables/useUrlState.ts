import { computed, type WritableComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/** A filter that lives in the address bar (ids and codes only, never anything personal). */
export function useUrlState(name: string): WritableComputedRef<string | undefined> {
  const route = useRoute();
  const router = useRouter();
  return computed({
    get: () => {
      const value = route.query[name];
      return typeof value === 'string' && value !== '' ? value : undefined;
    },
    set: (value) => { void router.replace({ query: { ...route.query, [name]: value ?? undefined }, hash: route.hash }); },
  });
}
