import { expect, test } from 'vitest';
import { ownPath } from '@/components/shell/ownPath';

test('a page to go on to is a path of this server, whatever the address says', () => {
  expect(ownPath('/persons/7?on=2026-01-01')).toBe('/persons/7?on=2026-01-01');
  for (const foreign of ['//example.org', '/\\example.org', 'https://example.org', 'javascript:alert(1)', '', undefined, ['/a']]) {
    expect(ownPath(foreign)).toBe('/');
  }
});
