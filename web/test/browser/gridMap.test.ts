// What hands and keys do on the map, on the stand-in: choosing, drawing, meeting somebody else's step, printing.
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { launch, newPage } from './chromium';
import { dragCorner, drawLine, placesOn, type Place } from './mapHands';
import { administrator } from './session';
import { startMock, type Running } from '../mock/server';

const draft = 202;
const looks = { viewport: { width: 1440, height: 900 }, locale: 'zh-CN', reducedMotion: 'reduce' } as const;
const long = { timeout: 120_000 };

let mock: Running;
let browser: Browser;
let page: Page;
let faults: string[];

interface Shape {
  id: number;
  properties: { code: string; label: Place };
  geometry: { coordinates: Place[][] };
}

beforeAll(async () => {
  mock = await startMock(fileURLToPath(new URL('../../dist', import.meta.url)));
  browser = await launch();
  ({ page, faults } = await newPage(await browser.newContext(looks)));
  page.setDefaultTimeout(20_000);
  await page.request.post(`${mock.url}/api/session`, { data: { login_name: 'chenjing', password: administrator.password } });
});

afterAll(async () => {
  expect(faults).toEqual([]);
  await browser?.close();
  await mock?.close();
});

async function shapes(version = draft): Promise<Shape[]> {
  return ((await (await page.request.get(`${mock.url}/api/grid-versions/${version}/shapes`)).json()) as { features: Shape[] }).features;
}

const ringOf = ({ geometry }: Shape): Place[] => geometry.coordinates[0] ?? [];
const cornersOf = (all: Shape[]): Place[] => all.flatMap(ringOf);

/** The page with its map, showing all. */
async function open(path: string): Promise<void> {
  await page.goto(mock.url + path);
  await page.locator('.maplibregl-canvas').waitFor();
  await page.getByRole('button', { name: '全图' }).click();
}

/** The map hears clicks once its members are drawn; until then one clicks again. */
async function clickMember(code: string, version: number): Promise<void> {
  const all = await shapes(version);
  const member = all.find(({ properties }) => properties.code === code);
  if (!member) throw new Error(`no member ${code}`);
  const at = (await placesOn(page, cornersOf(all)))(member.properties.label);
  await page.mouse.click(...at);
}

async function take(tool: string, code: string): Promise<void> {
  await open(`/grids/drafts/${draft}?step=edit`);
  await page.getByLabel('所选的格').first().click({ force: true });
  await page.getByRole('option', { name: new RegExp(`^${code} `) }).click();
  await page.getByRole('group', { name: '工具' }).getByRole('button', { name: tool }).click();
  await page.getByRole('button', { name: '全图' }).click();
}

test('a member that is clicked on the map is chosen in the list, and the other way round', long, async () => {
  await open('/grids');
  const chosen = page.getByRole('region', { name: '名单' }).locator('[aria-pressed=true]');
  await expect.poll(async () => {
    await clickMember('WG-015', 102);
    return chosen.allInnerTexts();
  }, { timeout: 20_000 }).toEqual(['WG-015']);
  await page.getByRole('heading', { level: 2, name: '盈港三格' }).waitFor();
  await page.keyboard.press('j');
  await page.getByRole('heading', { level: 2, name: '蟠龙四格' }).waitFor();
  expect(new URL(page.url()).searchParams.get('number')).toBe('15');
});

test('arrow keys move the map, and Enter chooses what is in its middle', long, async () => {
  await open('/grids?number=0');
  await page.getByRole('region', { name: /^地图：/ }).focus();
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('ArrowRight');
  await expect.poll(async () => {
    await page.keyboard.press('Enter');
    return new URL(page.url()).searchParams.get('number');
  }, { timeout: 20_000 }).not.toBe('0');
});

test('a corner is dragged, both sides follow, and the step is taken back', long, async () => {
  const before = await shapes();
  const one = before.find(({ properties }) => properties.code === 'ZR-008');
  const corner = one && ringOf(one)[6];
  if (!corner) throw new Error('no corner');
  const to: Place = [corner[0] + 0.0007, corner[1] + 0.0005];
  await take('移动界点', 'ZR-008');
  await page.getByText('已移动 0 个界点').waitFor();
  await expect.poll(async () => {
    await dragCorner(page, cornersOf(before), corner, to);
    return page.getByText(/已移动 \d 个界点/).first().innerText();
  }, { timeout: 20_000 }).toBe('已移动 1 个界点');
  await page.locator('form').getByRole('button', { name: '移动界点' }).click();
  const others = async () => (await shapes()).filter((shape) => before.some((old) => old.id === shape.id && JSON.stringify(ringOf(old)) !== JSON.stringify(ringOf(shape))));
  await expect.poll(async () => (await others()).length).toBeGreaterThan(1); // both sides; the step is kept when the server says so
  await page.getByRole('button', { name: '撤销上一步' }).click();
  await page.getByRole('status').filter({ hasText: '已撤销上一步' }).waitFor();
  expect((await shapes()).map(ringOf)).toEqual(before.map(ringOf));
});

test('a line across a member makes two of it', long, async () => {
  const before = await shapes();
  const ring = ringOf(before.find(({ properties }) => properties.code === 'ZR-020') as Shape);
  await take('分成两格', 'ZR-020');
  await page.getByText('正在画').waitFor();
  await drawLine(page, cornersOf(before), [ring[3] as Place, ring[15] as Place]);
  await page.getByText('画好了').waitFor();
  await page.getByLabel('新格的编码').fill('ZR-020乙');
  await page.locator('form').getByRole('button', { name: '分成两格' }).click();
  await page.getByRole('status').filter({ hasText: 'ZR-020 已分成两格' }).waitFor();
  const after = await shapes();
  expect(after).toHaveLength(before.length + 1);
  expect(after.map(({ properties }) => properties.code)).toContain('ZR-020乙');
});

test('neighbours are chosen on the map and go into one', long, async () => {
  const before = await shapes();
  await take('并入邻格', 'ZR-001');
  await expect.poll(async () => {
    await clickMember('ZR-002', draft);
    return page.getByRole('button', { name: '并入', exact: true }).isEnabled();
  }, { timeout: 20_000 }).toBe(true);
  await page.getByRole('button', { name: '并入', exact: true }).click();
  await page.getByRole('status').filter({ hasText: '已并入 ZR-001' }).waitFor();
  expect(await shapes()).toHaveLength(before.length - 1);
});

test('where somebody else was faster, their step is told and mine is not done', long, async () => {
  await open(`/grids/drafts/${draft}?step=edit`);
  const version = (await (await page.request.get(`${mock.url}/api/grid-versions/${draft}`)).json()) as { version: number };
  await page.request.patch(`${mock.url}/api/grid-versions/${draft}/members/30`, { data: { name: '别人改的' }, headers: { 'if-match': `"${version.version}"` } });
  await page.getByLabel('所选的格').first().click({ force: true });
  await page.getByRole('option', { name: /^ZR-034 / }).click();
  await page.getByRole('button', { name: '去掉这一格' }).click();
  const told = page.getByRole('alert').filter({ hasText: '别人刚刚修改过' });
  await told.getByText(/改名称编码 ZR-031/).waitFor();
  expect((await shapes()).map(({ properties }) => properties.code)).toContain('ZR-034');
  await told.getByRole('button', { name: '知道了' }).click();
  await page.getByRole('button', { name: '去掉这一格' }).click();
  await page.getByRole('status').filter({ hasText: '已去掉 ZR-034' }).waitFor();
});

test('findings are fixed one by one, what is left has to be seen, and a day puts the draft in force', long, async () => {
  await open(`/grids/drafts/${draft}?step=coverage`);
  const findings = page.getByRole('region', { name: '2 检查空隙和重叠' }).locator('tbody tr');
  await expect.poll(() => findings.count()).toBe(2);
  await page.getByRole('button', { name: /^给 / }).first().click();
  await page.getByRole('status').filter({ hasText: /^已处理/ }).waitFor();
  await expect.poll(() => findings.count()).toBe(1);
  await page.getByRole('button', { name: /^5 / }).click();
  const today = await page.evaluate(() => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10));
  await page.getByLabel(/^从哪一天起生效/).fill(today);
  await page.keyboard.press('Tab');
  await page.getByText(`从 ${today} 起，这`).waitFor();
  await page.getByRole('button', { name: '定下日期' }).click();
  await page.getByRole('alert').filter({ hasText: '确认已看过问题' }).waitFor();
  await page.getByRole('checkbox', { name: /^已看过 1 处/ }).check();
  await page.getByRole('button', { name: '定下日期' }).click();
  await page.waitForURL(/\/grids\?layer=2&day=/);
});

test('on paper the map is a picture in the colours of paper, in the dark, too', long, async () => {
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await open('/grids');
  await expect.poll(() => page.evaluate(async () => {
    dispatchEvent(new Event('beforeprint'));
    await new Promise(requestAnimationFrame);
    const picture = document.querySelector<HTMLImageElement>('img.paper');
    if (!picture) return 'no picture';
    await picture.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [picture.naturalWidth, picture.naturalHeight];
    const context = canvas.getContext('2d');
    context?.drawImage(picture, 0, 0);
    const [corner] = context?.getImageData(2, 2, 1, 1).data ?? [];
    return corner !== undefined && corner > 200 ? 'light' : `dark: ${corner}`;
  }), { timeout: 20_000 }).toBe('light');
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('img.paper').isVisible()).toBe(true);
  expect(await page.locator('.maplibregl-canvas').isVisible()).toBe(false);
});
