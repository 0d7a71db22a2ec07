import { expect, test } from 'vitest';
import { firstScreen, limit, staffFrame } from '../../scripts/first-screen.js';

const residents = ['src/pages/my/MyFrame.vue', 'src/pages/my/MyHome.vue'];
const home = 'src/pages/home/HomePage.vue';
const firstPages = ['src/pages/access/SignInPage.vue', 'src/pages/access/LinkPage.vue', home, ...residents];

test.each(firstPages)('what is fetched before %s stands is within the promised 150 kB', (page) => {
  const { files, total } = firstScreen(page, page === home ? staffFrame : undefined);
  expect(total).toBeGreaterThan(10_000);
  expect(total).toBeLessThanOrEqual(limit);
  expect(files.map(({ file }) => file).filter((file) => file.includes('charts'))).toEqual([]);
});

test('staff fetch nothing of the residents’ pages before a page stands, and residents nothing of the staff’s frame and home page', () => {
  const filesOf = (page: string) => firstScreen(page).files.map(({ file }) => file);
  const start = new Set(filesOf('index.html'));
  const own = (page: string) => filesOf(page).filter((file) => !start.has(file));
  const [frame, first] = [own('src/pages/my/MyFrame.vue'), [...own(home), ...own(staffFrame)]];
  const onlyResidents = frame.filter((file) => /\/My/.test(file));
  expect(onlyResidents.length).toBeGreaterThan(0);
  expect(first.filter((file) => onlyResidents.includes(file))).toEqual([]);
  expect(start.has(own(staffFrame)[0] ?? '')).toBe(false);
  expect([...start, ...frame].filter((file) => /\/(HomePage|AppShell)/.test(file))).toEqual([]);
});
