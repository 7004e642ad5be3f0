import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** One person's browser, and what it complained of. */
export interface Visit {
  page: Page;
  /** Errors in the console, uncaught exceptions and violations of the page's security policy. */
  faults: string[];
  close: () => Promise<void>;
}

const desktop = { width: 1280, height: 900 };
export const phone = { width: 390, height: 844 };

const REPORT_VIOLATIONS = `addEventListener('securitypolicyviolation', (event) =>
  console.error('security policy', event.violatedDirective, event.blockedURI, event.sourceFile));`;

/** Opens a browser window with cookies and storage of its own. */
export async function openVisit(browser: Browser, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({
    viewport: desktop,
    colorScheme: 'light',
    locale: 'en-US',
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(15_000);
  const faults: string[] = [];
  await context.addInitScript(REPORT_VIOLATIONS);
  context.on('console', (message) => {
    if (message.type() === 'error') faults.push(`${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (fault) => faults.push(String(fault.error())));
  return { page: await context.newPage(), faults, close: () => context.close() };
}
