import { expect, test } from 'vitest';
import { firstScreen, limit } from '../../scripts/first-screen.js';

const residents = ['src/pages/my/MyFrame.vue', 'src/pages/my/MyHome.vue'];
const firstPages = ['src/pages/access/SignInPage.vue', 'src/pages/access/LinkPage.vue', 'src/pages/home/HomePage.vue', ...residents];

test.each(firstPages)('what is fetched before %s stands is within the promised 150 kB', (page) => {
  const { files, total } = firstScreen(page);
  expect(total).toBeGreaterThan(10_000);
  expect(total).toBeLessThanOrEqual(limit);
  expect(files.map(({ file }) => file).filter((file) => file.includes('charts'))).toEqual([]);
});

test('staff fetch nothing of the residents’ pages before a page stands, and residents nothing of the home page', () => {
  const filesOf = (page: string) => firstScreen(page).files.map(({ file }) => file);
  const start = new Set(filesOf('index.html'));
  const own = (page: string) => filesOf(page).filter((file) => !start.has(file));
  const [frame, home] = [own('src/pages/my/MyFrame.vue'), own('src/pages/home/HomePage.vue')];
  const onlyResidents = frame.filter((file) => /\/My/.test(file));
  expect(onlyResidents.length).toBeGreaterThan(0);
  expect(home.filter((file) => onlyResidents.includes(file))).toEqual([]);
  expect(frame.filter((file) => /\/HomePage/.test(file))).toEqual([]);
});
