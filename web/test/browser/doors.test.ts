// Door work as it is done: a coordinator's morning on a phone in under forty taps, a lost line, two at one door, what the officer leads, the printed list
// and the filled sheet.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Locator, Page } from 'playwright-core';
import { modulesOf, readQr } from '../unit/qrReader';
import { hasProgram, startBackend, type Backend } from './backend';
import { launch, newPage } from './chromium';
import { ask, enter } from './session';

const looks = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const mostTaps = 40;

interface PlanSeen {
  doors: { number: number; code: string; premises_id: number; state: string; residents: number }[];
  done: number;
}

interface DoorSeen {
  version: number;
  residents: { residence_id: number; residence_version: number }[];
  findings: { kind: string; residence_id?: number }[];
}

interface VisitSeen {
  premises_id: number;
  outcome: string;
  led_by_officer: boolean;
}

let browser: Browser;
let backend: Backend;
const opened: { page: Page; faults: string[] }[] = [];

async function visitor(look: keyof typeof looks): Promise<Page> {
  const one = await newPage(await browser.newContext({ viewport: looks[look], locale: 'zh-CN', reducedMotion: 'reduce' }));
  one.page.setDefaultTimeout(20_000);
  opened.push(one);
  return one.page;
}

async function read<T>(page: Page, path: string): Promise<T> {
  return (await (await ask(page, backend, 'GET', path)).json()) as T;
}

const planOf = (page: Page) => read<PlanSeen>(page, '/api/plans/today');
const doorOf = (page: Page, id: number) => read<DoorSeen>(page, `/api/doors/${id}`);
const visitsOf = async (page: Page) => (await read<{ items: VisitSeen[] }>(page, '/api/visits?own=true&limit=100')).items;

/** Taps, and how many they were. */
function counted() {
  let count = 0;
  const tap = async (on: Locator) => {
    count += 1;
    await on.click();
  };
  return { tap, taps: () => count };
}

const act = (page: Page) => page.getByRole('main').locator('form button[type=submit]');
const next = (page: Page) => page.getByRole('link', { name: /^(去下一户|再去一次)/ });
const idOf = (page: Page) => Number(/\/doors\/(\d+)/.exec(new URL(page.url()).pathname)?.[1]);

/** A door of the plan that waits, without a difference to decide and with somebody registered. */
async function plainDoor(page: Page): Promise<number> {
  for (const { premises_id, state, residents } of (await planOf(page)).doors) {
    if (state !== 'to_do' || residents === 0) continue;
    if ((await doorOf(page, premises_id)).findings.length === 0) return premises_id;
  }
  throw new Error('no plain door waits');
}

describe.skipIf(!hasProgram())('door work', () => {
  let walker: Page;
  const long = { timeout: 240_000 };

  beforeAll(async () => {
    backend = await startBackend();
    browser = await launch();
    walker = await visitor('phone');
    await enter(walker, backend, 'coordinator', 'door_check');
  }, 240_000);

  afterAll(async () => {
    for (const { page } of opened) await page.context().close().catch(() => undefined);
    await browser?.close();
    await backend?.close();
    expect(opened.flatMap(({ faults }) => faults)).toEqual([]);
  });

  test('a morning: five doors, one moved out, one refusal handed over, and the report, in under forty taps', long, async () => {
    const { tap, taps } = counted();
    const done: number[] = [];
    let movedOut = false;
    let refused: number | undefined;
    await walker.goto(backend.url);
    await tap(walker.getByRole('link', { name: '排出今天的走访' }));
    await tap(walker.getByRole('button', { name: '排出今天的走访' }));
    await next(walker).waitFor();
    while (done.length < 5) {
      await tap(next(walker));
      await walker.waitForURL(/\/doors\/\d+$/);
      await act(walker).waitFor();
      const id = idOf(walker);
      const gone = walker.getByRole('button', { name: '搬离', exact: true });
      if (done.length >= 3 && refused === undefined) {
        await tap(walker.getByRole('button', { name: '未能登记，转民警' }));
        refused = id;
      } else {
        for (const one of await walker.getByRole('button', { name: '登记无误' }).all()) await tap(one);
        if (!movedOut && (await gone.count()) > 0) {
          await tap(gone.first());
          movedOut = true;
        }
      }
      expect((await act(walker).boundingBox())?.height).toBeGreaterThanOrEqual(44);
      await tap(act(walker));
      await walker.getByRole('heading', { name: '已记下' }).waitFor();
      done.push(id);
    }
    await tap(walker.getByRole('link', { name: '回到今日走访' }));
    await walker.getByText(/^\d+ \/ \d+$/).first().waitFor();
    await tap(walker.getByRole('link', { name: '写今天的汇报' }));
    await tap(walker.getByRole('button', { name: '报送日报' }));
    await walker.getByText(/已于 .+ 报送/).waitFor();
    expect(taps()).toBeLessThan(mostTaps);
    const visits = await visitsOf(walker);
    expect(visits.map(({ premises_id }) => premises_id).sort()).toEqual([...done].sort());
    expect(visits.filter(({ outcome }) => outcome === 'could_not_be_registered').map(({ premises_id }) => premises_id)).toEqual([refused]);
    expect([movedOut, new Set(done).size]).toEqual([true, 5]);
  });

  test('the officer finds the refusal, leads the visit, and the state ends with it', long, async () => {
    const officer = await visitor('phone');
    await enter(officer, backend, 'officer', 'door_check');
    await officer.goto(`${backend.url}/refusals`);
    const line = officer.getByRole('main').getByRole('listitem').filter({ hasText: '没能登记上' }).getByRole('link').first();
    await line.click();
    await act(officer).waitFor();
    const id = idOf(officer);
    expect(await officer.getByRole('checkbox', { name: '这次由民警带队' }).isChecked()).toBe(true);
    for (const one of await officer.getByRole('button', { name: '登记无误' }).all()) await one.click();
    await act(officer).click();
    await officer.getByRole('heading', { name: '已记下' }).waitFor();
    expect((await visitsOf(officer)).find(({ premises_id }) => premises_id === id)?.led_by_officer).toBe(true);
    const { items } = await read<{ items: { premises_id: number; state: string }[] }>(officer, '/api/refusals');
    expect(items.filter(({ premises_id, state }) => premises_id === id && state === 'with_officer')).toEqual([]);
    const told = await read<{ items: VisitSeen[] }>(officer, `/api/visits?premises_id=${id}`);
    expect(told.items.map(({ outcome }) => outcome)).not.toContain('could_not_be_registered');
  });

  test('on a lost line the visit is kept and arrives once when the line is back', long, async () => {
    const id = await plainDoor(walker);
    const { faults = [] } = opened.find(({ page }) => page === walker) ?? {};
    const before = (await visitsOf(walker)).length;
    await walker.goto(`${backend.url}/doors/${id}`);
    await act(walker).waitFor();
    await walker.context().setOffline(true);
    await act(walker).click();
    await walker.getByRole('heading', { name: '已存在本机' }).waitFor();
    await walker.context().setOffline(false);
    await walker.getByRole('heading', { name: '已记下' }).waitFor();
    const after = await visitsOf(walker);
    expect([after.length, after.filter(({ premises_id }) => premises_id === id).length]).toEqual([before + 1, 1]);
    expect([...new Set(faults.splice(0))]).toEqual(['Failed to load resource: net::ERR_INTERNET_DISCONNECTED']); // the browser says so itself
  });

  test('two at one door: the second is shown what the first recorded, and loses nothing', long, async () => {
    const id = await plainDoor(walker);
    await walker.goto(`${backend.url}/doors/${id}`);
    await act(walker).waitFor();
    await walker.getByRole('button', { name: '搬离', exact: true }).first().click();
    const { version, residents } = await doorOf(walker, id);
    const body = { premises_id: id, outcome: 'spoke_with', residents: residents.map(({ residence_id, residence_version }) => ({ residence_id, version: residence_version, answer: 'here' })) };
    await ask(walker, backend, 'POST', '/api/visits', body, { 'if-match': `"${version}"`, 'idempotency-key': '0'.repeat(31) + '8' });
    await act(walker).click();
    await walker.getByRole('alert').getByText('这一户刚才有人来过').waitFor();
    await walker.getByRole('button', { name: '仍要记下我填的' }).click();
    await walker.getByRole('heading', { name: '已记下' }).waitFor();
    expect((await doorOf(walker, id)).residents.length).toBe(residents.length - 1);
  });

  test('the printed list: every door with a code that leads to it, nobody’s name, and nothing but the list on paper', long, async () => {
    const page = await visitor('desk');
    await enter(page, backend, 'coordinator', 'door_check');
    await page.goto(`${backend.url}/today/print`);
    const { doors } = await planOf(page);
    const rows = page.locator('.wg-walk-list tbody tr');
    const left = doors.filter(({ state }) => state !== 'done').length;
    expect(left).toBeLessThan(doors.length);
    await expect.poll(() => rows.count()).toBe(left);
    await page.getByText('也打印已办结的').click();
    await expect.poll(() => rows.count()).toBe(doors.length);
    const drawn = await rows.locator('svg').evaluateAll((found) => found.map((svg) => ({ path: svg.querySelector('path')?.getAttribute('d') ?? '', box: svg.getAttribute('viewBox') ?? '' })));
    expect(drawn.map(({ path, box }) => readQr(modulesOf(path, box)))).toEqual(doors.map(({ premises_id }) => `${backend.url}/doors/${premises_id}`));
    for (const [at, { code }] of doors.entries()) expect(await rows.nth(at).innerText()).toContain(code);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('header.wg-shell-header').isVisible()).toBe(false);
    expect(await page.locator('.wg-walk-list').isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
  });

  test('a filled sheet is entered without retyping: the code leads to its line, boxes are ticked, one press enters them', long, async () => {
    const page = await visitor('desk');
    await enter(page, backend, 'coordinator', 'door_check');
    const { doors } = await planOf(page);
    const id = await plainDoor(page);
    const other = doors.find(({ state, premises_id }) => state === 'to_do' && premises_id !== id);
    const door = doors.find(({ premises_id }) => premises_id === id);
    await page.goto(`${backend.url}/today/sheet`);
    await page.getByLabel('短码或序号').fill((door?.code ?? '').toLowerCase());
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('都对');
    await page.keyboard.press('Enter');
    await page.locator(`#door-${other?.premises_id}`).getByRole('button', { name: '无人在家' }).click();
    await page.getByRole('button', { name: '录入打勾的 2 户' }).click();
    await page.getByText('已录入 2 户').waitFor();
    const visits = await visitsOf(page);
    expect(visits.find(({ premises_id }) => premises_id === id)?.outcome).toBe('spoke_with');
    expect(visits.find(({ premises_id }) => premises_id === other?.premises_id)?.outcome).toBe('not_at_home');
    await page.getByLabel('短码或序号').fill('no such code');
    await page.getByRole('button', { name: '找到这一户' }).click();
    await page.getByRole('alert').filter({ hasText: '没有这个短码' }).waitFor();
  });

  test('the office sees what waits, filtered by the address bar, and opens a task by hand', long, async () => {
    const page = await visitor('desk');
    await enter(page, backend, 'committee');
    const { items } = await read<{ items: { address: string }[] }>(page, '/api/tasks?limit=200');
    await page.goto(`${backend.url}/tasks`);
    await page.getByRole('heading', { name: '上门任务' }).waitFor();
    if (items.length > 0) await page.getByRole('region', { name: '上门任务' }).waitFor();
    else await page.getByText('没有要上门的任务').waitFor();
    await page.getByRole('button', { name: /^逾期/ }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get('overdue')).toBe('true');
    await page.getByRole('button', { name: '新开任务' }).click();
    await page.getByRole('dialog', { name: '新开任务' }).waitFor();
  });
});
