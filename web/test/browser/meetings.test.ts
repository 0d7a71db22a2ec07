// A weekly review from its agenda to its end, and a day reported, as officer and coordinator meet them (S1, O9, C9, C2).
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { faultsOfAxe } from './axe';
import { hasProgram, startBackend, type Backend } from './backend';
import { launch, newPage } from './chromium';
import { enter } from './session';

let backend: Backend;
let browser: Browser;

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

async function visit(viewport: { width: number; height: number }, login: string): Promise<{ page: Page; faults: string[] }> {
  const opened = await newPage(await browser.newContext({ viewport, locale: 'zh-CN', reducedMotion: 'reduce' }));
  opened.page.setDefaultTimeout(20_000);
  await enter(opened.page, backend, login, 'door_check');
  return opened;
}

const widerThanScreen = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

beforeAll(async () => {
  if (!hasProgram()) return;
  backend = await startBackend();
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await backend?.close();
});

describe.skipIf(!hasProgram())('a weekly review', () => {
  test('is called, reported in, agreed upon, written down and closed', { timeout: 120_000 }, async () => {
    const officer = await visit(desk, 'officer');
    await officer.page.goto(`${backend.url}/meetings`);
    await officer.page.getByRole('button', { name: '召集会议' }).click();
    await officer.page.getByLabel('地点').fill('居委会二楼');
    await officer.page.getByRole('button', { name: '召集并生成议程' }).click();
    await officer.page.getByRole('heading', { name: '议程' }).waitFor();
    const path = new URL(officer.page.url()).pathname;

    const coordinator = await visit(phone, 'coordinator');
    await coordinator.page.goto(backend.url + path);
    await coordinator.page.getByLabel('内容').fill('电话 13800138000');
    await coordinator.page.getByRole('button', { name: '提交汇报' }).click();
    await coordinator.page.getByRole('alert').getByText('这里不能写证件号码或电话号码').first().waitFor();
    await coordinator.page.getByLabel('内容').fill('本周上门四十户');
    await coordinator.page.getByRole('button', { name: '提交汇报' }).click();
    await coordinator.page.getByText('已记下').waitFor();
    expect(await widerThanScreen(coordinator.page)).toBe(0);
    expect(await faultsOfAxe(coordinator.page)).toEqual([]);

    await officer.page.reload();
    await officer.page.getByText('本周上门四十户').waitFor();
    await officer.page.getByRole('button', { name: '全部到会' }).click();
    await officer.page.getByRole('button', { name: '保存到会情况' }).click();
    await officer.page.getByText('到会情况已保存').waitFor();
    await officer.page.getByRole('textbox', { name: '会议纪要' }).fill('先走空户\n再走出租房屋');
    await officer.page.getByRole('button', { name: '保存纪要' }).click();
    await officer.page.getByText('纪要已保存').waitFor();
    expect(await faultsOfAxe(officer.page)).toEqual([]);
    await officer.page.getByRole('button', { name: '归档会议' }).click();
    await officer.page.getByText('已归档').waitFor();
    expect(await officer.page.getByRole('button', { name: '归档会议' }).count()).toBe(0);
    expect([...officer.faults, ...coordinator.faults]).toEqual([]);
  });

  test('a day is handed in by the coordinator and read by the officer', { timeout: 120_000 }, async () => {
    const coordinator = await visit(phone, 'coordinator');
    await coordinator.page.goto(`${backend.url}/daily-report`);
    await coordinator.page.getByLabel('补充说明').fill('下午下雨');
    await coordinator.page.getByRole('button', { name: '报送日报' }).click();
    await coordinator.page.getByText('民警和微网格长可以看到').waitFor();
    expect(await widerThanScreen(coordinator.page)).toBe(0);
    expect(await faultsOfAxe(coordinator.page)).toEqual([]);

    const officer = await visit(desk, 'officer');
    await officer.page.goto(`${backend.url}/daily-report`);
    await officer.page.getByRole('region', { name: '报来的日报' }).getByRole('button').first().click();
    await officer.page.getByText('补充说明：下午下雨').waitFor();
    expect([...officer.faults, ...coordinator.faults]).toEqual([]);
  });
});
