import { inject, provide, shallowReactive, type InjectionKey } from 'vue';
import type { Patch } from '@/components/map/shapes';
import type { MapView } from '@/components/map/view';

/** What the steps of a page draw on its one map, and what is chosen there. */
export interface Stage {
  patches: readonly Patch[];
  picked: number | undefined;
  selected: number | undefined;
  tones: ReadonlyMap<number, string>;
  /** Takes the next click on a member instead of selecting it. */
  wanting: ((member: number) => void) | null;
  view: MapView | null;
}

const key: InjectionKey<Stage> = Symbol('stage');

export function provideStage(): Stage {
  const stage = shallowReactive<Stage>({ patches: [], picked: undefined, selected: undefined, tones: new Map(), wanting: null, view: null });
  provide(key, stage);
  return stage;
}

export function useStage(): Stage {
  const stage = inject(key);
  if (!stage) throw new Error('no page provides a map');
  return stage;
}

export function clearStage(stage: Stage): void {
  Object.assign(stage, { patches: [], picked: undefined, wanting: null });
}
