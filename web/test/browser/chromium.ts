import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

// Without a graphics card the map is drawn in software, which Chromium wants to be told.
const drawing = ['--enable-unsafe-swiftshader'];
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];

/** Debian's Chromium, or the one that WEIGE_CHROMIUM names. */
export function chromiumPath(): string {
  const path = process.env.WEIGE_CHROMIUM ?? '/usr/bin/chromium';
  if (!existsSync(path)) throw new Error(`no Chromium at ${path}: install Debian's package chromium, or set WEIGE_CHROMIUM`);
  return path;
}

export function launch(): Promise<Browser> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: chromiumPath(), args: [...quiet, ...drawing, ...asRoot] });
}

/** Faults that the page itself reports: none may be left after a test. */
export function watchFaults(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    const expected = /the server responded with a status of (4\d\d)/.test(message.text());
    if (message.type() === 'error' && !expected) faults.push(message.text());
  });
  return faults;
}

export async function newPage(context: BrowserContext): Promise<{ page: Page; faults: string[] }> {
  const page = await context.newPage();
  return { page, faults: watchFaults(page) };
}
