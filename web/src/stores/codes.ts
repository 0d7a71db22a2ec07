import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { api } from '@/api/client';
import type { Area, Code } from '@/api/types';
import { currentLocale } from '@/locales';

/** The closed lists and the areas of one's scope: small, read once per session. */
export const useCodes = defineStore('codes', () => {
  const lists = ref<Record<string, Code[]>>({});
  const areas = ref<Area[]>([]);
  let loading: Promise<void> | null = null;

  async function fetchBoth(): Promise<void> {
    const [codes, found] = await Promise.all([api.get('/api/codes'), api.get('/api/areas')]);
    lists.value = codes;
    areas.value = found.items;
  }

  function load(): Promise<void> {
    loading ??= fetchBoth().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  }

  function forget(): void {
    loading = null;
  }

  function list(name: string): { value: string; label: string }[] {
    return (lists.value[name] ?? []).map((code) => ({ value: code.code, label: textOf(code) }));
  }

  function label(name: string, code: string | null | undefined): string {
    if (!code) return '';
    const found = lists.value[name]?.find((entry) => entry.code === code);
    return found ? textOf(found) : code;
  }

  const area = (id: number | null | undefined) => areas.value.find((one) => one.id === id);

  /** A grid is named with what it stands in: every committee has a first grid. */
  function areaName(id: number | null | undefined): string {
    const found = area(id);
    const above = found?.kind === 'grid' ? area(found.parent_id) : undefined;
    return above ? `${above.name} ${found?.name}` : (found?.name ?? '');
  }

  function kindOf(id: number | null | undefined): Area['kind'] | undefined {
    return area(id)?.kind;
  }

  /** What a column of areas holds, for its heading: a post that covers a committee reads of committees, one that covers a grid of grids. */
  function areasAre(ids: readonly (number | undefined)[]): 'committee' | 'grid' | 'both' {
    const grids = ids.filter((id) => kindOf(id) === 'grid').length;
    if (grids === 0) return 'committee';
    return grids === ids.length ? 'grid' : 'both';
  }

  /** Current areas to choose from: each with its grids behind it. */
  const areaChoices = computed(() => {
    const current = areas.value.filter((one) => one.state !== 'closed');
    const below = (id: number) => current.filter((one) => one.kind === 'grid' && one.parent_id === id);
    return current.filter((one) => one.kind !== 'grid' || !area(one.parent_id)).flatMap((one) => [one, ...below(one.id)]);
  });

  /** An address as people of the town say it: without what stands before every address of the town. */
  function short(address: string | undefined): string {
    const town = lists.value.town?.[0]?.zh ?? '';
    const at = town === '' || address === undefined ? -1 : address.indexOf(town);
    return at < 0 ? (address ?? '') : address?.slice(at + town.length) || (address ?? '');
  }

  return { lists, areas, areaChoices, load, forget, list, label, areaName, kindOf, areasAre, short };
});

function textOf(code: Code): string {
  return currentLocale() === 'en' ? code.en : code.zh;
}
