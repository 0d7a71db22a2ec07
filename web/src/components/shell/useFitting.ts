import { nextTick, onMounted, onScopeDispose, readonly, ref, watch, type Ref } from 'vue';

/** How many of a wrapping row's first children stand in its first line; follows whatever changes their widths or the row's. */
export function useFitting(row: Readonly<Ref<HTMLElement | null>>, children: () => unknown): Readonly<Ref<number>> {
  const count = ref(Infinity);
  const observer = new ResizeObserver(measure);

  function measure(): void {
    const all = [...(row.value?.children ?? [])] as HTMLElement[];
    count.value = all.filter((one) => one.offsetTop === all[0]?.offsetTop).length;
  }

  async function observe(): Promise<void> {
    await nextTick();
    observer.disconnect();
    if (!row.value) return;
    for (const one of [row.value, ...row.value.children]) observer.observe(one);
    measure();
  }

  onMounted(observe);
  watch(children, observe);
  onScopeDispose(() => { observer.disconnect(); });
  return readonly(count);
}
