// Prints what a browser fetches before the first screen, compressed, and fails above the promise (150 kB).
import { firstScreen, limit, staffFrame } from './first-screen.js';

for (const [page, frame] of [['src/pages/access/SignInPage.vue'], ['src/pages/home/HomePage.vue', staffFrame]]) {
  const { files, total } = firstScreen(page, frame);
  console.log(`\n${page}`);
  for (const { file, bytes } of files) console.log(`${String(bytes).padStart(8)}  ${file}`);
  console.log(`${String(total).padStart(8)}  total, gzip, of ${limit}`);
  if (total > limit) process.exitCode = 1;
}
