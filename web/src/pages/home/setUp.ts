import type { Area, Overview, Post } from '@/api/types';

export interface SetUpStep {
  key: 'town' | 'accounts' | 'addresses' | 'residents' | 'organisations';
  to: string;
  done: boolean;
  /** Whether the acting post may do it. */
  mine: boolean;
}

interface Known {
  areas: Area[];
  /** null: not for this post to see. */
  posts: Post[] | null;
  overview: Overview | null;
  may: (right: string) => boolean;
}

/** The way from an empty register to a filled one. Empty when it is behind one, or nothing of it is for the acting post. */
export function setUpSteps({ areas, posts, overview, may }: Known): SetUpStep[] {
  const imports = may('file.import');
  const steps: SetUpStep[] = [
    { key: 'town', to: '/town', done: areas.some((area) => area.kind === 'committee'), mine: may('areas.manage') },
    { key: 'accounts', to: '/accounts', done: posts === null || posts.some((post) => post.role === 'population_office' && post.holder_account_id !== undefined), mine: may('accounts.manage') },
    { key: 'addresses', to: '/imports/new', done: (overview?.addresses ?? 0) > 0, mine: imports },
    { key: 'organisations', to: '/imports/new', done: (overview?.organisations ?? 0) > 0, mine: imports },
    { key: 'residents', to: '/imports/new', done: (overview?.residents ?? 0) > 0, mine: imports },
  ];
  return steps.some((step) => step.mine && !step.done) ? steps : [];
}

/** The first step that is open. */
export function nextStep(steps: SetUpStep[]): SetUpStep | undefined {
  return steps.find((step) => !step.done);
}
