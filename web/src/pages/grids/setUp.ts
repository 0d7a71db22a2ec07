import type { GridSetup } from '@/api/types';

export interface SetUpStep {
  key: 'received' | 'drawn' | 'placed' | 'aligned';
  state: 'done' | 'begun' | 'open';
  count: number;
  of?: number;
}

function share(key: SetUpStep['key'], count: number, of: number): SetUpStep {
  return { key, count, of, state: count === 0 ? 'open' : count >= of ? 'done' : 'begun' };
}

/** What a committee has behind it, in the order it is done. */
export function setUpSteps({ grids, areas, addresses, placed, aligned }: GridSetup): SetUpStep[] {
  return [
    { key: 'received', count: grids, state: grids > 0 ? 'done' : 'open' },
    { key: 'drawn', count: areas, state: areas > 0 ? 'done' : 'open' },
    share('placed', placed, addresses),
    share('aligned', aligned, areas),
  ];
}
