// Every page of the grids and of the daily work, as looks.ts looks at pages. The stand-in has one post only.
import { afterAll, beforeAll, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { hasProgram, startBackend, type Backend } from './backend';
import { launch } from './chromium';
import { expectNothingWrong, long, newVisitor } from './looks';
import { enter } from './session';
import { coordinatorShots, doorShots, gridShots, instructionShots, leadShots, officerDoorShots, placeShots, teamShots } from './shots';
import { meetingShots, normShots } from './workShots';

let backend: Backend;
let browser: Browser;

beforeAll(async () => {
  backend = await startBackend();
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await backend?.close();
});

test('pages of grids are without a serious fault in both sizes and themes', long, async () => {
  const { page, faults } = await newVisitor(browser);
  await enter(page, backend);
  await expectNothingWrong(page, faults, backend.url, await gridShots(page));
});

test.skipIf(!hasProgram())('pages of a coordinator are without a serious fault in both sizes and themes', long, async () => {
  const { page, faults } = await newVisitor(browser);
  await enter(page, backend, 'coordinator', 'door_check');
  await expectNothingWrong(page, faults, backend.url, coordinatorShots);
});

test.skipIf(!hasProgram())('pages of door work are without a serious fault in both sizes and themes', long, async () => {
  const { page, faults } = await newVisitor(browser);
  await enter(page, backend, 'coordinator', 'door_check');
  await expectNothingWrong(page, faults, backend.url, await doorShots(page));
  const officer = await newVisitor(browser);
  await enter(officer.page, backend, 'officer', 'door_check');
  await expectNothingWrong(officer.page, officer.faults, backend.url, officerDoorShots);
});

test.skipIf(!hasProgram())('pages of sealed leads are without a serious fault in both sizes and themes', long, async () => {
  const { page, faults } = await newVisitor(browser);
  await enter(page, backend, 'officer', 'door_check');
  await expectNothingWrong(page, faults, backend.url, leadShots);
});

test.skipIf(!hasProgram())('pages of work at places are without a serious fault in both sizes and themes', long, async () => {
  const { page, faults } = await newVisitor(browser);
  await enter(page, backend, 'officer', 'door_check');
  await expectNothingWrong(page, faults, backend.url, placeShots);
});

test.skipIf(!hasProgram())('pages of teams are without a serious fault in both sizes and themes', long, async () => {
  const { page, faults } = await newVisitor(browser);
  await enter(page, backend);
  await expectNothingWrong(page, faults, backend.url, await teamShots(page));
});

test.skipIf(!hasProgram())('pages of instructions are without a serious fault in both sizes and themes', long, async () => {
  const { page, faults } = await newVisitor(browser);
  await enter(page, backend);
  await expectNothingWrong(page, faults, backend.url, instructionShots);
});

test.skipIf(!hasProgram())('pages of meetings and shifts are without a serious fault in both sizes and themes', long, async () => {
  const { page, faults } = await newVisitor(browser);
  await enter(page, backend);
  await expectNothingWrong(page, faults, backend.url, meetingShots);
});

test.skipIf(!hasProgram())('pages of norms and duties are without a serious fault in both sizes and themes', long, async () => {
  const { page, faults } = await newVisitor(browser);
  await enter(page, backend);
  await expectNothingWrong(page, faults, backend.url, normShots);
});
