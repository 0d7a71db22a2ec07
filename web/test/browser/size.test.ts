import { expect, test } from 'vitest';
import { firstScreen, limit } from '../../scripts/first-screen.js';

const firstPages = ['src/pages/access/SignInPage.vue', 'src/pages/access/LinkPage.vue', 'src/pages/home/HomePage.vue'];

test.each(firstPages)('what is fetched before %s stands is within the promised 150 kB', (page) => {
  const { files, total } = firstScreen(page);
  expect(total).toBeGreaterThan(10_000);
  expect(total).toBeLessThanOrEqual(limit);
  expect(files.map(({ file }) => file).filter((file) => file.includes('charts'))).toEqual([]);
});
