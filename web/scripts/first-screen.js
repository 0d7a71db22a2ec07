// What index.html, a page's chunk and that of the frame around it pull in statically, by the build's manifest, in gzip bytes.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

export const staffFrame = 'src/components/shell/AppShell.vue';
export const limit = 150_000;
const dist = new URL('../dist/', import.meta.url);

function bytesOf(file) {
  return gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;
}

function collect(manifest, key, seen, files) {
  if (seen.has(key)) return;
  seen.add(key);
  const chunk = manifest[key];
  if (!chunk) throw new Error(`not in the manifest: ${key}`);
  files.add(chunk.file);
  for (const css of chunk.css ?? []) files.add(css);
  for (const next of chunk.imports ?? []) collect(manifest, next, seen, files);
}

/** The frame around a page is fetched with it. */
export function firstScreen(page, frame) {
  const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));
  const names = new Set(['index.html']);
  const seen = new Set();
  collect(manifest, 'index.html', seen, names);
  for (const one of frame ? [frame, page] : [page]) collect(manifest, one, seen, names);
  const files = [...names].map((file) => ({ file, bytes: bytesOf(file) }));
  return { files, total: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}
