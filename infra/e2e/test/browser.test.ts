import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createControlClient } from '@illumera/align-sandbox/control-client';
import { until } from '@illumera/testkit';
import type { Browser, BrowserContextOptions, Page, Request } from 'playwright-core';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { buildConsole } from '../src/browser/build-console.ts';
import { type Company, castCompany } from '../src/browser/cast-company.ts';
import { connectCompany } from '../src/browser/connect-company.ts';
import { inspectPage } from '../src/browser/inspect-page.ts';
import { offerWork } from '../src/browser/offer-work.ts';
import { openVisit, phone, type Visit } from '../src/browser/open-visit.ts';
import { type Credentials, fillIn, giveCredentials, signIn } from '../src/browser/sign-in.ts';
import { workAWeek } from '../src/browser/work-a-week.ts';
import { openBrowser } from '../src/open-browser.ts';
import { type System, startSystem } from '../src/start-system.ts';

let browser: Browser;
let system: System;
/** Where pictures go: into the documentation where `UPDATE_SCREENSHOTS=1` asks for it, else where nobody looks. */
let pictures: string;
const documented = fileURLToPath(new URL('../../../docs/images', import.meta.url));
const visits: Visit[] = [];

beforeAll(async () => {
  await buildConsole(process.env);
  browser = await openBrowser(process.env);
  system = await startSystem({ ENVIRONMENT_NAME: 'demo' });
  const unwanted = await mkdtemp(join(tmpdir(), 'illumera-pictures-'));
  pictures = process.env['UPDATE_SCREENSHOTS'] === '1' ? documented : unwanted;
  return async () => {
    await browser.close();
    await system.stop();
    await rm(unwanted, { recursive: true });
  };
});
afterEach(async () => {
  const ended = visits.splice(0);
  await Promise.all(ended.map(({ close }) => close()));
  const faults = ended.flatMap((each) => each.faults);
  if (faults.length > 0) throw new Error(`The pages complained:\n${faults.join('\n')}`);
});

async function visit(options?: BrowserContextOptions): Promise<Visit> {
  const opened = await openVisit(browser, options);
  visits.push(opened);
  return opened;
}

async function visitAs(player: Credentials, options?: BrowserContextOptions): Promise<Page> {
  const { page } = await visit(options);
  await signIn(page, system.apiUrl, player);
  return page;
}

/** The browser notes every refused request; one that a test provoked is no fault. */
async function expectRefusal({ faults }: Visit, status: number): Promise<void> {
  await expect.poll(() => faults).toEqual([expect.stringContaining(`status of ${status}`)]);
  faults.splice(0);
}

const shoot = (page: Page, name: string) => page.screenshot({ path: join(pictures, `${name}.png`) });

test('says what is wrong with a password, lets the right one in, and lets a person out again', async () => {
  const { talent } = await castCompany(system, 'Patuxent Instruments');
  const visitor = await visit();
  const { page } = visitor;
  await giveCredentials(page, system.apiUrl, { ...talent, password: 'not the password' });
  await page.getByRole('alert').getByText('do not belong together').waitFor();
  await expectRefusal(visitor, 401);
  await fillIn(page, talent);
  await page.getByRole('heading', { name: 'My time' }).waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  await page.goto(`${system.apiUrl}/my-time`);
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  expect(await page.getByRole('heading', { name: 'My time' }).count()).toBe(0);
});

test('connects a company by the key that its admin pastes, and says why another is refused', async () => {
  const company = await castCompany(system, 'Severn Analytics');
  const visitor = await visit();
  const { page } = visitor;
  await signIn(page, system.apiUrl, company.admin);
  await page.getByRole('link', { name: 'Integration' }).click();
  const paste = async (key: string) => {
    await page.getByLabel('Align API key').fill(key);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
  };

  await paste(`ako_${'0'.repeat(64)}`);
  await page.getByText('Align API key validation failed: 401').waitFor();
  await expectRefusal(visitor, 400);

  const { organizationKey, projectKey } = await mintKeys(company);
  await paste(projectKey);
  await page.getByText('This API key is project-scoped').waitFor();
  await expectRefusal(visitor, 400);
  expect(await inspectPage(page)).toEqual([]);

  await paste(organizationKey);
  await page.getByText('Connected', { exact: true }).first().waitFor();
  await page.getByText(organizationKey.slice(-4)).waitFor();
  expect(await page.content()).not.toContain(organizationKey);

  await page.getByRole('button', { name: 'Disconnect' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disconnect' }).click();
  await page.getByRole('button', { name: 'Connect', exact: true }).waitFor();
});

test('brings over what a company did before it was connected, counted first', async () => {
  const company = await castCompany(system, 'Nanticoke Robotics');
  const { engagementId } = await offerWork(company, {
    project: 'Marsh survey',
    description: 'Channels and their depth',
    personId: company.talent.personId,
  });
  await company.talent.client('acceptEngagement', { params: { id: engagementId } });
  await company.talent.client('createTimeEntry', {
    body: { engagementId, workDate: '2026-03-02', minutes: 90 },
  });
  await connectCompany(system, company);
  const page = await visitAs(company.admin);
  await page.getByRole('link', { name: 'Integration' }).click();
  await page.getByRole('button', { name: 'Bring over the history' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('1 time entry').waitFor();
  expect(await dialog.getByRole('list', { name: 'To be brought over' }).getByRole('listitem').count()).toBe(
    5,
  );
  expect(await inspectPage(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Bring over 5' }).click();
  await page.getByRole('progressbar', { name: 'Brought over' }).waitFor();
  expect(await page.getByRole('progressbar').getAttribute('aria-valuetext')).toBe('5 of 5');
  await shoot(page, 'integration-light');
  const hours = await createControlClient(system.sandbox.url).findTimeEntries({
    organizationId: company.organizationId,
  });
  expect(hours).toHaveLength(1);
});

test('shows why a connection does not work, takes a new key, and tests and changes the webhook', async () => {
  const company = await castCompany(system, 'Chester Optics');
  const { organizationKey } = await mintKeys(company);
  await company.admin.client('connectAlign', { body: { companyId: company.id, apiKey: organizationKey } });
  const page = await visitAs(company.admin);
  await page.getByRole('link', { name: 'Integration' }).click();
  await page.getByText('Healthy', { exact: true }).waitFor();
  await page.getByText('0 of 10 used within the last hour').waitFor();
  await page.getByRole('button', { name: 'Send a test delivery' }).click();
  await page.getByText('The test delivery arrived').waitFor();
  await page.getByText('1 of 10 used within the last hour').waitFor();
  await page.getByRole('button', { name: 'Rotate the webhook secret' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Rotate' }).click();
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  await page.getByLabel('Hours that begin in Align').selectOption('off');

  await revokeKey(organizationKey);
  await company.admin.client('createProject', { body: { companyId: company.id, name: 'Lens bench' } });
  await page.getByText('Align does not accept the key any more').waitFor();
  await page.getByText('Not working', { exact: true }).waitFor();
  expect(await inspectPage(page)).toEqual([]);

  const apiKey = await createControlClient(system.sandbox.url).mintKey({
    organizationId: company.organizationId,
  });
  await page.getByRole('button', { name: 'Replace the key' }).click();
  await page.getByLabel('New Align API key').fill(apiKey);
  await page.getByRole('dialog').getByRole('button', { name: 'Replace' }).click();
  await page.getByText('Healthy', { exact: true }).waitFor();
  await page.getByText(apiKey.slice(-4)).waitFor();
  expect(await page.content()).not.toContain(apiKey);
  expect(await page.getByLabel('Hours that begin in Align').inputValue()).toBe('off');
});

async function revokeKey(apiKey: string): Promise<void> {
  const answer = await fetch(`${system.sandbox.url}/control/api-keys/revoke`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ apiKey }),
  });
  expect(answer.ok).toBe(true);
}

async function mintKeys({ organizationId }: Company) {
  const control = createControlClient(system.sandbox.url);
  const organizationKey = await control.mintKey({ organizationId });
  const answer = await fetch(`${system.sandbox.url}/api/v1/projects`, {
    method: 'POST',
    headers: { authorization: `Bearer ${organizationKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Alone' }),
  });
  const { id: projectId } = (await answer.json()) as { id: string };
  return {
    organizationKey,
    projectKey: await control.mintKey({ organizationId, scope: 'project', projectId }),
  };
}

test('shows a talent by itself what was decided in Align', async () => {
  const company = await castCompany(system, 'Choptank Robotics');
  await connectCompany(system, company);
  await offerWork(company, {
    project: 'Tide model',
    description: 'Tables for the lower river',
    personId: company.talent.personId,
  });
  const page = await visitAs(company.talent);
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });
  await page.getByRole('button', { name: 'Accept: Tide model' }).click();

  const submitHours = async (minutes: string) => {
    await page.getByLabel('Minutes').fill(minutes);
    await page.getByLabel('Notes').fill('Gauges read and compared');
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByRole('button', { name: /^Submit: .*, Tide model$/ }).click();
    const card = entry(page, minutes);
    await card.getByText('Submitted', { exact: true }).waitFor();
    return card;
  };
  const manager = (await visit()).page;

  const first = await submitHours('2 h 30 min');
  const pressedAt = await decideInAlign(manager, company, { press: 'Approve' });
  await first.getByText('Approved', { exact: true }).waitFor();
  expect(Date.now() - pressedAt).toBeLessThan(10_000);

  const second = await submitHours('12 h');
  await decideInAlign(manager, company, { press: 'Reject', reason: 'Please split by day.' });
  await second.getByText('Rejected', { exact: true }).waitFor();
  await second.getByText('Please split by day.').waitFor();
  await second.getByRole('button', { name: /^Correct it: / }).click();
  await page.getByRole('dialog').getByLabel('Minutes').fill('6 h');
  await page.getByRole('dialog').getByRole('button', { name: 'Save the correction' }).click();
  await entry(page, '6 h').getByText('Adjustment of the rejected 12 h').waitFor();
  await second.getByText('Replaced by an adjustment of 6 h').waitFor();
  expect(loads).toBe(0);
});

const entry = (page: Page, time: string) =>
  page.getByRole('listitem').filter({ has: page.getByText(time, { exact: true }) });

/** Presses a button in the stand-in's own page for the company's one submitted entry; answers when that was. */
async function decideInAlign(
  page: Page,
  { organizationId }: Company,
  { press, reason }: { press: 'Approve' | 'Reject'; reason?: string },
): Promise<number> {
  const control = createControlClient(system.sandbox.url);
  const submitted = await until('the entry in Align', async () => {
    const [found] = await control.findTimeEntries({ organizationId, status: 'submitted' });
    return found;
  });
  await page.goto(`${system.sandbox.url}/?find=${submitted.id}`);
  const row = page.locator(`[data-entry-id="${submitted.id}"]`);
  if (reason !== undefined) await row.getByLabel('Reason').fill(reason);
  await row.getByRole('button', { name: press }).click();
  const pressedAt = Date.now();
  await page.getByRole('status').waitFor();
  return pressedAt;
}

test('shows an admin what is on its way and what came back, and stands still on request', async () => {
  const company = await castCompany(system, 'Wicomico Survey', 'Priya Raman');
  await workAWeek(system, company);
  const page = await visitAs(company.admin);
  await page.getByRole('link', { name: 'Align sync' }).click();
  const outbox = page.getByRole('table', { name: 'Outbox queue' });
  await outbox
    .getByRole('row', { name: /^time_entry_submit .*Done.*Reached Align/ })
    .first()
    .waitFor();
  await outbox.getByRole('row', { name: /^user .*Failed.*Align answered 400/ }).waitFor();
  await outbox.getByRole('row', { name: /^project_member .*Pending.*Waiting for user/ }).waitFor();
  await shoot(page, 'outbox-light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await shoot(page, 'outbox-dark');
  await page.emulateMedia({ colorScheme: 'light' });

  await outbox
    .getByRole('row', { name: /^time_entry .*Waiting for/ })
    .getByRole('link')
    .first()
    .click();
  await page.getByText('It is on its way to Align').waitFor();
  await page
    .getByText(/^waiting for (user|project_member) /)
    .first()
    .waitFor();
  await page.getByText('Ivo Marsh').waitFor();
  await shoot(page, 'timeline-light');
  expect(await inspectPage(page)).toEqual([]);
  await page.goBack();
  await page.getByRole('button', { name: 'Retry failed' }).click();
  await page.getByRole('dialog').getByText('1 will be retried.').waitFor();
  await page.getByRole('button', { name: 'Retry 1' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await page.getByRole('link', { name: 'Webhook deliveries' }).click();
  const deliveries = page.getByRole('table', { name: 'Webhook deliveries' });
  await deliveries.getByRole('row', { name: /^time.approved .*Processed/ }).waitFor();
  await shoot(page, 'deliveries-light');
  await deliveries.getByRole('button', { name: /^Replay time.approved / }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Replay' }).click();
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  await deliveries.getByRole('row', { name: /^time.approved .*Processed.*ignored/ }).waitFor();
  await page.getByRole('link', { name: 'Discrepancies' }).click();
  await page.getByText('No difference has been recorded').waitFor();

  const readings = watchReadings(page, /sync\/discrepancies(\?|$)/);
  const isTold = () => page.waitForResponse((response) => response.url().endsWith('/sync/events'));
  // Timers are only in the test's hands when the page has been loaded after this.
  await page.clock.install();
  await Promise.all([isTold(), page.reload()]);
  await page.getByText('No difference has been recorded').waitFor();
  await page.clock.pauseAt(Date.now() + 60_000);
  const readingsWithinMinute = async () => {
    await readings.settled();
    const before = readings.begun();
    await page.clock.runFor(60_000);
    await readings.settled();
    return readings.begun() - before;
  };
  await expect.poll(readingsWithinMinute, patience).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Pause' }).click();
  expect(await readingsWithinMinute()).toBe(0);
  await Promise.all([isTold(), page.getByRole('button', { name: 'Resume' }).click()]);
  await expect.poll(readingsWithinMinute, patience).toBeGreaterThan(0);
});

const patience = { timeout: 15_000 };

/** Counts a page's calls of the API; settled when each of them has its answer. */
function watchReadings(page: Page, path: RegExp) {
  const underWay = new Set<Request>();
  let begun = 0;
  page.on('request', (request) => {
    if (!path.test(request.url())) return;
    begun += 1;
    underWay.add(request);
  });
  page.on('requestfinished', (request) => underWay.delete(request));
  page.on('requestfailed', (request) => underWay.delete(request));
  const settled = () => expect.poll(() => underWay.size, patience).toBe(0);
  return { begun: () => begun, settled };
}

test('compares when asked to, and keeps what people make of a difference', async () => {
  const company = await castCompany(system, 'Pocomoke Hydrology');
  await connectCompany(system, company);
  const { engagementId } = await offerWork(company, {
    project: 'Flood gauges',
    description: 'Levels along the middle river',
    personId: company.talent.personId,
  });
  await company.talent.client('acceptEngagement', { params: { id: engagementId } });
  const { id } = await company.talent.client('createTimeEntry', {
    body: { engagementId, workDate: new Date().toISOString().slice(0, 10), minutes: 90 },
  });
  await until('the draft in Align', async () => {
    const { syncStatus } = await company.talent.client('readTimeEntry', { params: { id } });
    return syncStatus === 'synced';
  });
  await system.testDatabase.database
    .updateTable('timeEntries')
    .set({ minutes: 120 })
    .where('id', '=', id)
    .execute();

  const page = await visitAs(company.admin);
  await page.goto(`${system.apiUrl}/sync/runs`);
  await page.getByRole('button', { name: 'Compare now' }).click();
  await page.getByRole('dialog').getByLabel('What to compare').selectOption('nightly');
  expect(await inspectPage(page)).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'Compare' }).click();
  await page
    .getByRole('row', { name: /^Everything asked for Complete time entries: 1 difference/ })
    .waitFor();

  await page.getByRole('link', { name: 'Discrepancies' }).click();
  await page.getByRole('button', { name: /^Decide about time_entry.content / }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/^120 min on /).waitFor();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('Say why').waitFor();
  await dialog.getByLabel('Note').fill('The talent corrects the draft today.');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const difference = page.getByRole('row', { name: /Acknowledged The talent corrects/ });
  await difference.getByRole('link').click();
  await page.getByText('It is in Align, but the two sides differ').waitFor();
  expect(await inspectPage(page)).toEqual([]);
});

test('can be used by everyone: with a reader, in light and in dark, and on a phone', async () => {
  const company = await castCompany(system, 'Meridian Systems');
  const { projectId } = await workAWeek(system, company);
  const findings: string[] = [];
  const inspect = async (page: Page, path: string, heading: string) => {
    await page.goto(`${system.apiUrl}${path}`);
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
    await page.getByText('Reading…').first().waitFor({ state: 'detached' });
    findings.push(...(await inspectPage(page)));
  };
  const stranger = (await visit()).page;
  await inspect(stranger, '/sign-in', 'Work logged here');
  await stranger.getByRole('button', { name: 'Sign in' }).click();
  await stranger.getByLabel('Password').waitFor();
  findings.push(...(await inspectPage(stranger)));

  const talent = await visitAs(company.talent);
  await inspect(talent, '/my-time', 'My time');
  await shoot(talent, 'my-time-light');
  await talent.setViewportSize(phone);
  await shoot(talent, 'my-time-phone');

  const admin = await visitAs(company.admin);
  await inspect(admin, '/time-entries', 'Time entries');
  await inspect(admin, '/projects', 'Projects');
  await inspect(admin, `/projects/${projectId}`, 'Radar data platform');
  await inspect(admin, '/integration', 'Align integration');
  await inspect(admin, '/sync/runs', 'Align sync');
  const platformAdmin = await visitAs(company.platformAdmin);
  for (const table of ['outbox', 'deliveries', 'discrepancies', 'runs']) {
    await inspect(platformAdmin, `/sync/${table}`, 'Align sync');
  }

  await stranger.goto(system.sandbox.url);
  findings.push(...(await inspectPage(stranger)));
  await shoot(stranger, 'sandbox-light');
  expect(findings).toEqual([]);
});
