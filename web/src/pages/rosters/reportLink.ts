import type { Router } from 'vue-router';

/** What leads a group to reporting of an address: it holds the address and nothing else. */
export function reportLink(router: Router, at: string): string {
  return at === '' ? '' : new URL(router.resolve({ name: 'report', query: { at } }).href, location.origin).href;
}
