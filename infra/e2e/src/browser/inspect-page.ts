import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { phone } from './open-visit.ts';

const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

/** Filters that a page has none of, and the room they take all the same. */
const EMPTY_ROOM =
  "document.querySelectorAll('search:empty').values().filter((search) => search.checkVisibility()).toArray().length";

/** What does not depend on the size of the window, and takes longest. */
const COLOURS = ['color-contrast'];

/**
 * Looks for what keeps people from using a page: what axe finds in light and in dark, and having to scroll sideways on a
 * phone.
 * @returns a sentence for each finding
 */
export async function inspectPage(page: Page): Promise<string[]> {
  const findings: string[] = [];
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    findings.push(...(await barriersOf(page, colorScheme, [])));
  }
  const size = page.viewportSize();
  await page.setViewportSize(phone);
  findings.push(...(await barriersOf(page, 'phone', COLOURS)));
  const overflowPx = await page.evaluate<number>(OVERFLOW);
  if (overflowPx > 0) findings.push(`${page.url()} is ${overflowPx} px wider than a phone`);
  const emptyRooms = await page.evaluate<number>(EMPTY_ROOM);
  if (emptyRooms > 0) findings.push(`${page.url()} leaves room for filters that there are none of`);
  if (size !== null) await page.setViewportSize(size);
  return findings;
}

async function barriersOf(page: Page, look: string, without: string[]): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().disableRules(without).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${page.url()} (${look}): ${id}, ${help}: ${target.join(' ')}`),
  );
}
