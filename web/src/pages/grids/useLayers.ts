import { computed, shallowRef, watch, type Ref } from 'vue';
import { sortedLayers } from './layers';
import { api } from '@/api/client';
import { membersOf, type MemberShape } from '@/components/map/shapes';
import { useLoad } from '@/composables/useLoad';

/** The town's layers in the order they are worked with. */
export function useLayers() {
  const { data, error, loading, reload } = useLoad((signal) => api.get('/api/grid-layers', { signal }));
  const layers = computed(() => sortedLayers(data.value?.items ?? []));
  return { layers, loaded: computed(() => data.value !== null), error, loading, reload };
}

const none: MemberShape[] = [];

export function readMembers(version: number, signal?: AbortSignal): Promise<MemberShape[]> {
  return api.get('/api/grid-versions/{id}/shapes', { path: { id: version }, ...(signal ? { signal } : {}) }).then(membersOf);
}

/** The members of a version; none while another version is being read, so that no member stands under a number of the other. */
export function useMembers(version: Ref<number | undefined>) {
  const members = shallowRef<MemberShape[]>(none);
  const { data, error, loading, reload } = useLoad(
    async (signal) => (version.value === undefined ? none : readMembers(version.value, signal)),
    version,
  );
  watch(version, () => { members.value = none; }, { flush: 'sync' });
  watch(data, (read) => { members.value = read ?? none; });
  return { members, error, loading, reload };
}
