import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// The built client in real Chromium, against the server (or, where none is built, the one in memory). Each file has a server
// and a town of its own, so two run at a time.
export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  test: {
    environment: 'node',
    globalSetup: ['test/browser/town.ts'],
    include: ['test/browser/**/*.test.ts'],
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
