import type { ProvenanceInput } from '@/api/types';
import { today } from '@/components/data/time';

export interface ProvenanceDraft {
  how: string | null;
  finder: string;
  confirmed_at: string | null | undefined;
}

export function newProvenance(): ProvenanceDraft {
  return { how: null, finder: '', confirmed_at: today() };
}

export function provenanceInput(draft: ProvenanceDraft): ProvenanceInput {
  return {
    ...(draft.how ? { how: draft.how } : {}),
    ...(draft.finder.trim() ? { finder: draft.finder.trim() } : {}),
    ...(draft.confirmed_at ? { confirmed_at: draft.confirmed_at } : {}),
  };
}
