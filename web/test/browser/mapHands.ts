// Where something is on a map that shows all of its members, and what a hand does there.
import type { Page } from 'playwright-core';

export type Place = [number, number];

const [around, below] = [32, 48]; // pixels that the map leaves free when it shows all
const degree = Math.PI / 180;
const mercator = (lat: number) => Math.log(Math.tan(Math.PI / 4 + (lat * degree) / 2));

/** From places to pixels of the page, once the map shows `corners`, all of them. */
export async function placesOn(page: Page, corners: readonly Place[]): Promise<(place: Place) => Place> {
  await page.locator('.maplibregl-map[aria-busy=false]').waitFor();
  const box = await page.locator('.maplibregl-canvas').boundingBox();
  if (!box) throw new Error('no map');
  const [xs, ys] = [corners.map(([x]) => x * degree), corners.map(([, y]) => mercator(y))];
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min((box.width - 2 * around) / (right - left), (box.height - around - below) / (high - low));
  const middle: Place = [box.x + box.width / 2, box.y + (around + box.height - below) / 2];
  return ([lng, lat]) => [middle[0] + (lng * degree - (left + right) / 2) * scale, middle[1] - (mercator(lat) - (low + high) / 2) * scale];
}

export type Colour = [red: number, green: number, blue: number];

/** What is seen at a pixel of the page. */
export async function colourAt(page: Page, [x, y]: Place): Promise<Colour> {
  const png = (await page.screenshot({ clip: { x: Math.round(x), y: Math.round(y), width: 1, height: 1 } })).toString('base64');
  return page.evaluate(async (base64) => {
    const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))]));
    const context = new OffscreenCanvas(1, 1).getContext('2d');
    if (!context) throw new Error('no canvas');
    context.drawImage(picture, 0, 0);
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    return [red, green, blue] as [number, number, number];
  }, png);
}

/** Colours of the page's theme by the names of tones.css, one laid over another: the first is the ground. */
export async function layered(page: Page, layers: readonly { name: string; opacity: number }[]): Promise<Colour> {
  const hex = await page.evaluate((names) => names.map((name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()), layers.map(({ name }) => name));
  return hex.reduce<Colour>((under, text, index) => {
    const over = [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16));
    const opacity = layers[index]?.opacity ?? 1;
    return under.map((value, channel) => (over[channel] ?? 0) * opacity + value * (1 - opacity)) as Colour;
  }, [0, 0, 0]);
}

export async function dragCorner(page: Page, corners: readonly Place[], from: Place, to: Place): Promise<void> {
  const at = await placesOn(page, corners);
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]), { steps: 6 });
  await page.mouse.move(...at(to), { steps: 6 });
  await page.mouse.up();
}

/** Clicks along a line and ends it by keyboard. */
export async function drawLine(page: Page, corners: readonly Place[], line: readonly Place[]): Promise<void> {
  const at = await placesOn(page, corners);
  for (const place of line) {
    await page.mouse.move(...at(place), { steps: 4 });
    await page.mouse.click(...at(place));
  }
  await page.keyboard.press('Enter');
}
