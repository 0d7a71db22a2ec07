import { personFields, shownValue } from './personForm';
import type { Person, PersonField, Provenance } from '@/api/types';

export interface MergeRowContent {
  field: PersonField;
  keep: string;
  drop: string;
  keepProvenance?: Provenance;
  dropProvenance?: Provenance;
  /** Both have a value and they differ: taking one loses the other, so somebody decides. */
  mustChoose: boolean;
  /** Only the dropped record has a value: taking it overwrites nothing. */
  fillsGap: boolean;
}

function provenanceOf(person: Person, field: PersonField): Provenance | undefined {
  return shownValue(person, field) ? (person.provenance[field] ?? person.provenance['*']) : undefined;
}

export function mergeRows(keep: Person, drop: Person): MergeRowContent[] {
  return personFields.map((field) => {
    const mine = shownValue(keep, field);
    const theirs = shownValue(drop, field);
    return {
      field,
      keep: mine,
      drop: theirs,
      keepProvenance: provenanceOf(keep, field),
      dropProvenance: provenanceOf(drop, field),
      mustChoose: mine !== '' && theirs !== '' && mine !== theirs,
      fillsGap: mine === '' && theirs !== '',
    };
  });
}
