import type { Locator, Page } from 'playwright-core';

function pageOf(within: Page | Locator): Page {
  return 'page' in within ? within.page() : within;
}

/** A choice in one of Element Plus's lists. */
export async function choose(within: Page | Locator, label: string, option: string | RegExp): Promise<void> {
  await within.getByLabel(label).first().click({ force: true }); // its placeholder lies above it
  await take(pageOf(within).getByRole('option', { name: option }).first());
}

/** Clicks an option until its list is gone: a list that is drawn anew under the click does not take it, and one that is closing lies above the next field. */
export async function take(option: Locator): Promise<void> {
  for (let left = 3; left > 0; left -= 1) {
    await option.click();
    const closed = await option.waitFor({ state: 'hidden', timeout: 5000 }).then(() => true, () => false);
    if (closed) return;
  }
  throw new Error('the option was clicked three times and its list is still there');
}
