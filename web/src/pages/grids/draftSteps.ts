import type { GridCoverage, GridVersion } from '@/api/types';

export const draftStepKeys = ['faults', 'coverage', 'edit', 'preview', 'publish'] as const;
export type DraftStep = (typeof draftStepKeys)[number];

export interface DraftTask {
  key: DraftStep;
  state: 'done' | 'todo' | 'later';
  word: 'valid' | 'faulty' | 'whole' | 'findings' | 'checking' | 'unchanged' | 'steps' | 'see' | 'later' | 'ready';
  count: number;
}

/** What is behind one on the way to borders in force, what is next, and what has to wait. */
export function draftSteps(version: Pick<GridVersion, 'faulty' | 'steps'>, coverage: Pick<GridCoverage, 'total'> | null): DraftTask[] {
  const { faulty, steps } = version;
  const found = coverage?.total ?? 0;
  const checked = faulty === 0 && coverage !== null;
  const task = (key: DraftStep, state: DraftTask['state'], word: DraftTask['word'], count = 0): DraftTask => ({ key, state, word, count });
  return [
    faulty > 0 ? task('faults', 'todo', 'faulty', faulty) : task('faults', 'done', 'valid'),
    checked ? (found > 0 ? task('coverage', 'todo', 'findings', found) : task('coverage', 'done', 'whole')) : task('coverage', 'later', faulty > 0 ? 'later' : 'checking'),
    task('edit', 'later', steps > 0 ? 'steps' : 'unchanged', steps),
    task('preview', 'later', faulty > 0 ? 'later' : 'see'),
    faulty > 0 ? task('publish', 'later', 'later') : task('publish', found > 0 ? 'later' : 'todo', 'ready'),
  ];
}

/** Where one begins: at the first thing that has to be done, else with editing. */
export function nextDraftStep(tasks: readonly DraftTask[]): DraftStep {
  const first = tasks.find(({ state }) => state === 'todo')?.key;
  return first === undefined || first === 'publish' ? 'edit' : first;
}
