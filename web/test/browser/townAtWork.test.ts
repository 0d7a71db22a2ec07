// The pages of the daily work in a town that has been at it for weeks, as looks.ts looks at pages.
import { afterAll, beforeAll, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { hasProgram, startWorked } from './backend';
import { launch } from './chromium';
import { expectNothingWrong, long, newVisitor } from './looks';
import { enter } from './session';
import { coordinatorAtWork, leaderAtWork, officeAtWork, officerAtWork } from './workShots';

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
});

test.skipIf(!hasProgram())('pages of a town at work are without a serious fault in both sizes and themes', long, async () => {
  const worked = await startWorked();
  try {
    const seats = [
      { login: 'office', purpose: 'data_correction', shots: officeAtWork },
      { login: 'officer', purpose: 'door_check', shots: officerAtWork },
      { login: 'leader', purpose: 'door_check', shots: () => Promise.resolve(leaderAtWork) },
      { login: 'coordinator', purpose: 'door_check', shots: () => Promise.resolve(coordinatorAtWork) },
    ];
    for (const { login, purpose, shots } of seats) {
      const { page, faults } = await newVisitor(browser);
      await enter(page, worked, login, purpose);
      await expectNothingWrong(page, faults, worked.url, await shots(page));
    }
  } finally {
    await worked.close();
  }
});
