import { mergeConfig } from 'vitest/config';
import viteConfig from './vite.config';

export default async () =>
  mergeConfig(await viteConfig({ mode: 'test', command: 'serve' }), {
    test: {
      environment: 'happy-dom',
      include: ['test/unit/**/*.test.ts'],
      setupFiles: ['test/unit/staffTexts.ts'],
      server: { deps: { inline: ['element-plus'] } },
    },
  });
