// A team from the office's screen to the officer's phone: somebody is enlisted, guided and let go, the stream tells it, a table is imported.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { faultsOfAxe } from './axe';
import { hasProgram, startBackend, type Backend } from './backend';
import { launch, newPage } from './chromium';
import { ask, enter } from './session';
import { choose } from './widgets';

const long = { timeout: 120_000 };
let browser: Browser;
let backend: Backend;
let office: Page;
let officer: Page;
let team: { grid_id: number; name: string };
let folder: string;
const opened: { page: Page; faults: string[] }[] = [];

async function visitor(width: number, height: number): Promise<Page> {
  const one = await newPage(await browser.newContext({ viewport: { width, height }, locale: 'zh-CN', reducedMotion: 'reduce' }));
  one.page.setDefaultTimeout(20_000);
  opened.push(one);
  return one.page;
}

const pathOf = (part: string) => `${backend.url}/teams/${team.grid_id}?part=${part}`;

describe.skipIf(!hasProgram())('a team', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'weige-teams-'));
    backend = await startBackend();
    browser = await launch();
    [office, officer] = [await visitor(1440, 900), await visitor(390, 844)];
    await enter(office, backend);
    await enter(officer, backend, 'officer', 'door_check');
    const { items } = (await (await ask(officer, backend, 'GET', '/api/teams')).json()) as { items: { grid_id: number; name: string }[] };
    if (!items[0]) throw new Error('the officer of the sample town covers no grid');
    [team] = items as [typeof team];
  }, 240_000);

  afterAll(async () => {
    for (const { page } of opened) await page.context().close().catch(() => undefined);
    await browser?.close();
    await backend?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('the office sees every team, by state and committee, and what lacks', long, async () => {
    await office.goto(`${backend.url}/teams`);
    await office.getByRole('heading', { name: '团队' }).waitFor();
    const rows = office.getByRole('region', { name: '团队' }).locator('tbody tr');
    await rows.first().waitFor();
    expect(await rows.count()).toBeGreaterThan(1);
    await expect.poll(() => rows.first().innerText()).toMatch(/未任命|空缺|未物建/);
    await office.getByRole('group', { name: '按状态' }).getByRole('button', { name: /组建中/ }).click();
    await expect.poll(() => new URL(office.url()).searchParams.get('state')).toBe('forming');
  });

  test('the officer enlists somebody on a phone, and the team is told', long, async () => {
    await officer.goto(pathOf('forces'));
    await officer.getByRole('button', { name: '物建一人' }).click();
    const dialog = officer.getByRole('dialog');
    await choose(dialog, '力量类别', '物业保安');
    await dialog.getByLabel('姓名').fill('王小明');
    await dialog.getByLabel('电话').fill('13800138000');
    await dialog.getByRole('button', { name: '登记入队' }).click();
    await officer.getByText('王小明', { exact: true }).first().waitFor();
    expect(await officer.getByText('138****8000').count()).toBe(1);
    await officer.getByRole('button', { name: /看电话/ }).click();
    await officer.getByRole('link', { name: '13800138000' }).waitFor();
    await office.goto(pathOf('stream'));
    await office.getByText('新增一名物业保安').waitFor();
    expect(await office.getByText('王小明').count()).toBe(0);
  });

  test('guidance is recorded, and a kind without anybody is noted', long, async () => {
    await officer.goto(pathOf('forces'));
    await officer.getByRole('button', { name: '登记业务指导' }).click();
    await officer.getByRole('dialog').getByRole('button', { name: '登记指导' }).click();
    await officer.getByRole('dialog').waitFor({ state: 'hidden' });
    await expect.poll(() => officer.getByRole('region', { name: '物业保安' }).innerText()).not.toContain('还没有');
    await officer.getByRole('region', { name: '房产中介' }).getByRole('button', { name: '注明没有' }).click();
    await officer.getByRole('dialog').getByLabel('原因').fill('网格内没有门店');
    await officer.getByRole('dialog').getByRole('button', { name: '注明没有' }).click();
    await officer.getByText('本网格没有：网格内没有门店').waitFor();
  });

  test('a message with a phone number is refused, one without is there at once for the others', long, async () => {
    await office.goto(pathOf('stream'));
    await officer.goto(pathOf('stream'));
    await officer.getByLabel('写一条消息').fill('请联系 13800138000');
    await officer.getByRole('button', { name: '发到团队' }).click();
    await officer.getByText(/证件号码或电话号码/).first().waitFor();
    await officer.getByLabel('写一条消息').fill('明天上午走访3号楼');
    await officer.getByRole('button', { name: '发到团队' }).click();
    await officer.getByText('明天上午走访3号楼').waitFor();
    expect(await faultsOfAxe(officer)).toEqual([]);
    await office.reload();
    await office.getByText('明天上午走访3号楼').waitFor();
  });

  test('a table is looked at row by row and then taken; the same again changes nothing', long, async () => {
    const file = join(folder, 'forces.csv');
    writeFileSync(file, `姓名,力量类别,工作单位,联系电话,微网格\n李志愿,社区志愿者,,,${team.name}\n赵保洁,保洁,,,${team.name}\n`);
    await officer.goto(`${backend.url}/teams/import`);
    await officer.locator('input[type=file]').setInputFiles(file);
    await officer.getByText(/B3 不认识的力量类别/).waitFor();
    await officer.getByRole('button', { name: '导入 1 行' }).click();
    await officer.getByText(/已导入：新增 1 人/).waitFor();
    await officer.getByRole('button', { name: '换一个文件' }).click();
    await officer.locator('input[type=file]').setInputFiles(file);
    await officer.getByText('没有需要导入的内容').waitFor();
  });

  test('the office seats a post in the working group', long, async () => {
    await office.goto(`${backend.url}/teams/supervision`);
    await office.getByRole('region', { name: '各村居团队' }).waitFor();
    await office.getByRole('button', { name: '加一个岗位' }).click();
    await choose(office.getByRole('dialog'), '岗位', /./);
    await office.getByRole('dialog').getByRole('button', { name: '加入' }).click();
    await office.getByRole('region', { name: '工作小组' }).getByRole('listitem').first().waitFor();
    expect(opened.flatMap(({ faults }) => faults)).toEqual([]);
  });
});
