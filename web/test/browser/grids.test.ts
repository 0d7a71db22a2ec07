// Two layers on their whole way: imported, compared, a border moved, what moves looked at, and in force from a day on.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { hasProgram, startBackend, type Backend } from './backend';
import { launch, newPage } from './chromium';
import { colourAt, dragCorner, layered, placesOn, type Colour, type Place } from './mapHands';
import { ask, enter } from './session';

// On the sample town's land, each cell with addresses: where there are none, a grid has no population elements and is not compared.
const [west, south, side] = [121.25, 31.16, 0.012];
const offset = side / 5;

/** A cell of a lattice of three by two; `shift` moves the border between the first and the second column of the lower row. */
function cell(column: number, row: number, shift: number): Place[] {
  const at = (x: number, y: number): Place => [Number((west + x * side + (x === 1 && y === 0 ? shift : 0)).toFixed(9)), Number((south + y * side).toFixed(9))];
  return [at(column, row), at(column + 1, row), at(column + 1, row + 1), at(column, row + 1), at(column, row)];
}

/** A layer as the city-operations centre would send it. */
function layer(prefix: string, shift: number): Buffer {
  const features = [0, 1, 2, 3, 4, 5].map((index) => ({
    type: 'Feature',
    properties: { 网格编号: `${prefix}${index + 1}`, 网格名称: `${prefix}格${index + 1}` },
    geometry: { type: 'Polygon', coordinates: [cell(index % 3, Math.floor(index / 3), shift)] },
  }));
  return Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }));
}

let backend: Backend;
let browser: Browser;
let page: Page;
let faults: string[];

beforeAll(async () => {
  if (!hasProgram()) return;
  backend = await startBackend();
  browser = await launch();
  ({ page, faults } = await newPage(await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', reducedMotion: 'reduce' })));
  page.setDefaultTimeout(20_000);
  await enter(page, backend);
});

afterAll(async () => {
  await browser?.close();
  await backend?.close();
});

/** The canvas once it shows the members; where they are on it is asked of the page, as a hand would look. */
async function mapStands(): Promise<void> {
  await page.locator('.maplibregl-canvas').waitFor();
}

async function importLayer(kind: string, name: string, bytes: Buffer): Promise<number> {
  await page.goto(`${backend.url}/grids/layers?new=${kind}`);
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/geo+json', buffer: bytes });
  await page.getByRole('radio', { name: /^CGCS2000/ }).check();
  await page.getByRole('button', { name: '上传并检查' }).click();
  await page.waitForURL(/\/grids\/drafts\/\d+/);
  await page.getByRole('heading', { level: 1, name: /草案/ }).waitFor();
  return Number(/drafts\/(\d+)/.exec(page.url())?.[1]);
}

/** The last step of the draft that is open, filled in for today. */
async function fillDay(): Promise<void> {
  await page.getByRole('button', { name: /^5 / }).click();
  await page.getByLabel(/^从哪一天起生效/).fill(await page.evaluate(() => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)));
  await page.keyboard.press('Tab');
  const seen = page.getByRole('checkbox', { name: /^已看过/ });
  if ((await seen.count()) > 0) await seen.check();
}

/** From the draft that is open to borders in force today. */
async function publishToday(): Promise<void> {
  await fillDay();
  await page.getByRole('button', { name: '定下日期' }).click();
  await page.waitForURL(/\/grids\?/);
}

const long = { timeout: 180_000 };

describe.skipIf(!hasProgram())('grids on the map', () => {
  test('two layers are imported, and without a datum none is', long, async () => {
    await page.goto(`${backend.url}/grids/layers?new=grids`);
    await page.locator('input[type=file]').setInputFiles({ name: '微网格.geojson', mimeType: 'application/geo+json', buffer: layer('WG', 0) });
    await page.getByRole('button', { name: '上传并检查' }).click();
    await page.getByRole('alert').filter({ hasText: '请选好文件和坐标系' }).waitFor();
    for (const [kind, name, prefix, shift] of [['grids', '微网格.geojson', 'WG', 0], ['areas', '责任区.geojson', 'ZR', offset]] as const) {
      await importLayer(kind, name, layer(prefix, shift));
      await publishToday();
      await page.getByRole('region', { name: '名单' }).getByRole('button', { name: `${prefix}1` }).waitFor();
    }
  });

  test('what is chosen in the list is chosen on the map, and a click on the map chooses in the list', long, async () => {
    await page.goto(`${backend.url}/grids`);
    await mapStands();
    await page.getByRole('button', { name: 'WG3', exact: true }).click();
    await page.getByRole('heading', { level: 2, name: 'WG格3' }).waitFor();
    await page.getByRole('button', { name: '全图' }).click();
    const canvas = page.locator('.maplibregl-canvas');
    const box = await canvas.boundingBox();
    await expect.poll(async () => {
      await canvas.click({ position: { x: (box?.width ?? 0) / 2, y: (box?.height ?? 0) / 2 + 20 } });
      return page.locator('[aria-pressed=true]').filter({ hasText: /^WG\d$/ }).allInnerTexts();
    }).toEqual([expect.stringMatching(/^WG[25]$/)]);
  });

  test('the difference of the two layers is coloured and listed', long, async () => {
    await page.goto(`${backend.url}/grids/alignment`);
    await page.getByRole('button', { name: '对照这两版' }).click();
    await page.waitForURL(/comparison=\d+/);
    await page.getByText(/6 个责任区中 \d 个与微网格重合/).waitFor();
    const list = page.getByRole('region', { name: '差异' });
    const rows = list.getByRole('row').filter({ hasText: /ZR\d/ });
    await rows.first().waitFor();
    const pairs = await rows.allInnerTexts();
    expect(pairs.map((one) => one.split(/\s+/).slice(0, 2).join(' '))).toContain('ZR1 WG2');
    await list.getByRole('button', { name: 'ZR1' }).first().click();
    await page.locator('tr.selected').filter({ hasText: 'ZR1' }).waitFor();
    await page.getByRole('button', { name: '全图' }).click();
    const at = await placesOn(page, [0, 1, 2, 3, 4, 5].flatMap((index) => cell(index % 3, Math.floor(index / 3), offset)));
    const ground = { name: '--wg-map-ground', opacity: 1 };
    const member = (tone: string) => ({ name: `--wg-tone-${tone}`, opacity: 0.9 });
    const [moved, kept, same] = [[west + side + offset / 3, south + side / 5], [west + side / 4, south + side / 4], [west + 2.25 * side, south + 1.25 * side]] as [Place, Place, Place];
    const expected = [
      { place: moved, colour: await layered(page, [ground, member('shifted'), { name: '--wg-tone-bad', opacity: 0.75 }]) },
      { place: kept, colour: await layered(page, [ground, member('shifted')]) },
      { place: same, colour: await layered(page, [ground, member('good')]) },
    ];
    for (const { place, colour } of expected) await expect.poll(async () => apart(await colourAt(page, at(place)), colour)).toBeLessThan(8);
  });

  test('a border is moved back, both sides follow, and it can be undone', long, async () => {
    await page.goto(`${backend.url}/grids/layers`);
    await page.getByRole('region', { name: /责任区/ }).first().getByRole('button', { name: '由现行版本起草' }).click();
    await page.waitForURL(/\/grids\/drafts\/\d+/);
    const draft = Number(/drafts\/(\d+)/.exec(page.url())?.[1]);
    await mapStands();
    await page.getByRole('button', { name: /^3 / }).click();
    await choose('ZR1');
    await page.getByRole('button', { name: '移动界点' }).click();
    await page.getByText('已移动 0 个界点').waitFor();
    await page.getByRole('button', { name: '全图' }).click();
    await dragCorner(page, (await shapes(draft)).flat(), [west + side + offset, south], [west + side, south]);
    await page.getByText('已移动 1 个界点').waitFor();
    await page.getByRole('button', { name: '移动界点' }).last().click();
    await expect.poll(async () => cornersNear(await shapes(draft), [west + side, south])).toBe(2); // of both neighbours
    await page.getByRole('button', { name: '撤销上一步' }).click();
    await page.getByRole('status').filter({ hasText: '已撤销上一步' }).waitFor();
    expect(cornersNear(await shapes(draft), [west + side, south])).toBe(0);
  });

  test('a version that takes its time shows how far it is instead of the tools, and can be stopped', long, async () => {
    const id = await importLayer('committees', '村居.geojson', layer('CJ', 0));
    const job = { id: 77, kind: 'grid_placing', state: 'running', doing: 'placing', done: 1200, total: 48_000, created: new Date().toISOString() };
    const own = new RegExp(`/api/grid-versions/${id}$`);
    await page.route(`**/api/grid-versions/${id}/publish`, (route) => route.fulfill({ status: 202, json: { job_id: job.id } }));
    await page.route(own, async (route) => {
      const version = (await (await route.fetch()).json()) as object;
      const placing = { state: 'placing', effective_from: '2027-01-01', placing: { placed: job.done, addresses: job.total, job_id: job.id } };
      await route.fulfill({ json: job.state === 'running' ? { ...version, ...placing } : version });
    });
    await page.route('**/api/jobs/77', (route) => route.fulfill({ json: job }));
    await page.route('**/api/jobs/77/cancel', (route) => {
      job.state = 'cancelled';
      return route.fulfill({ status: 202, json: job });
    });
    await fillDay();
    await page.getByRole('button', { name: '定下日期' }).click();
    await page.getByText('逐个地址落格 1,200 / 48,000').waitFor();
    expect(await page.getByRole('button', { name: /^3 / }).count()).toBe(0);
    await page.getByRole('button', { name: '停止，退回草案' }).click();
    await page.getByRole('status').filter({ hasText: '这一版仍是草案，边界没有变。' }).waitFor();
    await page.getByRole('button', { name: /^3 / }).waitFor();
    await page.unrouteAll();
    const { version } = (await (await ask(page, backend, 'GET', `/api/grid-versions/${id}`)).json()) as { version: number };
    await ask(page, backend, 'DELETE', `/api/grid-versions/${id}`, undefined, { 'if-match': `"${version}"` });
  });

  test('before a month has ended the reports say when the first will be there', long, async () => {
    await page.route(/\/reports$/, (route) => (route.request().resourceType() === 'document' ? route.fallback() : route.fulfill({ json: { items: [] } })));
    await page.goto(`${backend.url}/grids/reports`);
    await page.getByText('还没有月报').waitFor();
    await page.getByText(/第一份是 \d{4}-\d{2} 的，\d{4}-\d{2}-01 起可以看。/).waitFor();
    await page.unrouteAll();
  });

  test('a report is a table, a map and a file', long, async () => {
    const version = (await (await ask(page, backend, 'GET', '/api/grid-layers')).json() as { items: { id: number; in_force: number }[] }).items[0];
    const load = (await (await ask(page, backend, 'GET', `/api/grid-versions/${version?.in_force}/load`)).json()) as { items: object[] };
    await page.route(/\/reports$/, (route) => (route.request().resourceType() === 'document' ? route.fallback() : route.fulfill({ json: { items: ['2026-10'] } })));
    await page.route(/\/reports\/2026-10$/, (route) => route.fulfill({ json: { month: '2026-10', version_id: version?.in_force, items: load.items } }));
    await page.goto(`${backend.url}/grids/reports`);
    const table = page.getByRole('region', { name: '微网格 2026-10 月报' });
    await table.getByRole('button', { name: 'WG1', exact: true }).click();
    await mapStands();
    expect(await table.getByRole('row').filter({ hasText: '合计' }).count()).toBe(1);
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载 CSV' }).click();
    expect((await saved).suggestedFilename()).toBe('微网格 2026-10 月报.csv');
    await page.unrouteAll();
  });

  test('the proposal follows the grids; what moves is told, and a day makes it so', long, async () => {
    await page.goto(`${backend.url}/grids/alignment`);
    await page.getByRole('button', { name: '生成照网格调整的草案' }).click();
    await page.waitForURL(/\/grids\/drafts\/\d+/);
    await page.getByText(/换到别的格|没有谁换格/).first().waitFor();
    await publishToday();
    await page.goto(`${backend.url}/grids/alignment`);
    await page.getByRole('button', { name: '对照这两版' }).click();
    await page.getByText(/(\d+) 个责任区中 \1 个与微网格重合/).waitFor();
    expect(faults).toEqual([]);
  });
});

async function shapes(version: number): Promise<Place[][]> {
  const answer = (await (await ask(page, backend, 'GET', `/api/grid-versions/${version}/shapes`)).json()) as { features: { geometry: { type: string; coordinates: Place[][] | Place[][][] } }[] };
  return answer.features.map(({ geometry }) => (geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()).flat() as Place[]);
}

function cornersNear(members: Place[][], [x, y]: Place): number {
  return members.filter((corners) => corners.some(([lng, lat]) => Math.hypot(lng - x, lat - y) < 0.0001)).length;
}

/** How far two colours are apart in the channel where they differ most. */
function apart(one: Colour, other: Colour): number {
  return Math.max(...one.map((value, channel) => Math.abs(value - (other[channel] ?? 0))));
}

async function choose(code: string): Promise<void> {
  await page.getByLabel('所选的格').first().click({ force: true });
  await page.getByRole('option', { name: new RegExp(`^${code} `) }).click();
}
