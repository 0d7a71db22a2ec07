import type { RouteLocationRaw } from 'vue-router';
import type { RecordKind } from '@/api/types';

/** The page of a record. */
export function pageOf(kind: RecordKind, id: number): RouteLocationRaw {
  if (kind === 'address') return { name: 'addresses', query: { node: id } };
  return { name: kind, params: { id } };
}
