// Every page of the register, of residents and of those who run it, as looks.ts looks at pages.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { startBackend, startEmpty, type Backend } from './backend';
import { launch } from './chromium';
import { expectEnglishFits, expectNothingWrong, long, newVisitor, wrongWithAll } from './looks';
import { answer, request, residentWithNumber, sitAs } from './residents';
import { handInSampleList } from './sampleList';
import { administrator, ask, enter } from './session';
import { administratorShots, auditorShots, emptyShots, findingShots, gridShots, openShots, registerShots, residentShots, type Shot } from './shots';

let backend: Backend;
let empty: Backend;
let browser: Browser;

beforeAll(async () => {
  backend = await startBackend();
  empty = await startEmpty();
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await backend?.close();
  await empty?.close();
});

test('pages of an empty register are without a serious fault in both sizes and themes', long, async () => {
  const { page, faults } = await newVisitor(browser);
  expect(await wrongWithAll(page, empty.url, openShots(empty.link))).toEqual([]);
  await ask(page, empty, 'POST', `/api${empty.link}`, administrator);
  await expectNothingWrong(page, faults, empty.url, emptyShots);
});

test('pages of the register are without a serious fault in both sizes and themes', long, async () => {
  const { page, faults } = await newVisitor(browser);
  await enter(page, backend);
  await expectNothingWrong(page, faults, backend.url, await registerShots(page));
});

test('pages of rosters and findings are without a serious fault in both sizes and themes', long, async () => {
  const { page, faults } = await newVisitor(browser);
  await enter(page, backend);
  if (backend.real) await handInSampleList(page, backend);
  await expectNothingWrong(page, faults, backend.url, await findingShots(page));
});

test('pages of residents are without a serious fault in both sizes and themes', long, async () => {
  const { page, faults } = await newVisitor(browser);
  await enter(page, backend);
  const person = await residentWithNumber(page, backend);
  await sitAs(page, backend, person);
  const asked = await request(page, backend, { kind: 'correction', field: 'phone', text: '电话换了，请改成新的。' });
  await request(page, backend, { kind: 'complaint', field: 'readings', text: '有人看过我的登记，我没有去办过事。' });
  const answered = await request(page, backend, { kind: 'erasure', field: 'employment', text: '早就不在那里上班了。' });
  await answer(page, backend, answered, 'partly', '离职已经登记；以前的从业记录按规定保留到期后删除。');
  const shots = residentShots(person.id, asked);
  await expectNothingWrong(page, faults, backend.url, shots);
  const english = await newVisitor(browser, 'en');
  await enter(english.page, backend);
  await sitAs(english.page, backend, person);
  await expectEnglishFits(english.page, english.faults, backend.url, shots.filter(({ act }) => !act));
});

test('pages of the administrator are without a serious fault in both sizes and themes', long, async () => {
  const { page, faults } = await newVisitor(browser);
  await enter(page, backend, 'admin', null);
  await expectNothingWrong(page, faults, backend.url, administratorShots);
});

test('pages of the auditor are without a serious fault in both sizes and themes', long, async () => {
  const { page, faults } = await newVisitor(browser);
  await enter(page, backend, 'auditor', null);
  await expectNothingWrong(page, faults, backend.url, auditorShots);
});

test('no page is wider than the screen in English', long, async () => {
  const { page, faults } = await newVisitor(browser, 'en');
  await enter(page, backend);
  const shots = [...(await registerShots(page)), ...(await findingShots(page)), ...(await gridShots(page)).map(({ name, path }): Shot => ({ name, path }))];
  await expectEnglishFits(page, faults, backend.url, shots.filter(({ act, name }) => !act || name === 'search' || name.startsWith('finding-')));
});
