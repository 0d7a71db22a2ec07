import { afterEach, expect, test, vi } from 'vitest';
import { effectScope } from 'vue';
import { useNarrow } from '@/composables/useNarrow';

afterEach(() => { vi.unstubAllGlobals(); });

test('a window that is turned is narrow or wide at once, and nobody listens when the page is gone', () => {
  const listeners = new Set<(event: { matches: boolean }) => void>();
  const asked = vi.fn(() => ({
    matches: false,
    addEventListener: (_: string, listener: (event: { matches: boolean }) => void) => listeners.add(listener),
    removeEventListener: (_: string, listener: (event: { matches: boolean }) => void) => listeners.delete(listener),
  }));
  vi.stubGlobal('matchMedia', asked);
  const scope = effectScope();
  const narrow = scope.run(() => useNarrow(720));
  expect(asked).toHaveBeenCalledWith('(max-width: 719px)');
  expect(narrow?.value).toBe(false);
  for (const listener of listeners) listener({ matches: true });
  expect(narrow?.value).toBe(true);
  scope.stop();
  expect(listeners.size).toBe(0);
});
