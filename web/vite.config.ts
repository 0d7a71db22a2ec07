import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import Components from 'unplugin-vue-components/vite';
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers';
import { defineConfig, type PluginOption, type UserConfig } from 'vite';

const elementPlus = Components({
  dirs: [],
  dts: false,
  resolvers: [ElementPlusResolver({ importStyle: 'css' })],
});

/** A small server in memory, for working on screens without the real one: `npm run dev:mock`. */
async function mockServer(mode: string): Promise<PluginOption> {
  if (mode !== 'mock') return null;
  const { mockApi } = await import('./test/mock/plugin');
  return mockApi();
}

/** Libraries that change rarely get files of their own, so that a new release of ours leaves them cached. */
function vendorChunk(id: string): string | undefined {
  if (/node_modules\/(echarts|zrender)\//.test(id)) return 'charts';
  if (/node_modules\/(@vue|vue|vue-router|pinia|vue-i18n|@intlify)\//.test(id)) return 'vue';
  return undefined;
}

export default defineConfig(async ({ mode }): Promise<UserConfig> => ({
  plugins: [vue(), elementPlus, await mockServer(mode)],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  define: { __VUE_I18N_LEGACY_API__: false, __INTLIFY_PROD_DEVTOOLS__: false },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 1100,
    manifest: true,
    rollupOptions: { output: { manualChunks: vendorChunk } },
  },
  server: {
    proxy: mode === 'mock' ? {} : { '/api': process.env.WEIGE_SERVER ?? 'http://127.0.0.1:8080' },
  },
}));
