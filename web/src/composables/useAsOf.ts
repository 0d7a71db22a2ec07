import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { endOfTownDay } from '@/components/data/time';

/** The two questions of time, kept in the address bar: as valid on a day, as the register knew it on a day. */
export function useAsOf() {
  const route = useRoute();
  const router = useRouter();

  function dayOf(name: string): string | undefined {
    const value = route.query[name];
    return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
  }

  function set(change: { on?: string | null; known?: string | null }): void {
    const blankless = Object.fromEntries(Object.entries(change).map(([name, value]) => [name, value ?? undefined]));
    void router.replace({ query: { ...route.query, ...blankless } });
  }

  const on = computed({ get: () => dayOf('on'), set: (value: string | null | undefined) => { set({ on: value }); } });
  const known = computed({ get: () => dayOf('known'), set: (value: string | null | undefined) => { set({ known: value }); } });
  const past = computed(() => on.value !== undefined || known.value !== undefined);
  const query = computed(() => ({ valid_on: on.value, known_at: known.value === undefined ? undefined : endOfTownDay(known.value) }));
  return { on, known, past, query, clear: () => { set({ on: null, known: null }); } };
}
