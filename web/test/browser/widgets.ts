import type { Locator, Page } from 'playwright-core';

function pageOf(within: Page | Locator): Page {
  return 'page' in within ? within.page() : within;
}

/** A choice in one of Element Plus's lists. */
export async function choose(within: Page | Locator, label: string, option: string | RegExp): Promise<void> {
  await within.getByLabel(label).first().click({ force: true }); // its placeholder lies above it
  const wanted = pageOf(within).getByRole('option', { name: option }).first();
  await wanted.click();
  await wanted.waitFor({ state: 'hidden' }); // the closing list lies above the next field
}
