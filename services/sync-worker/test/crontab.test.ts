import { createProject, until, useTestDatabase } from '@illumera/testkit';
import { type ParsedCronItem, parseCrontab } from 'graphile-worker';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { afterAll, expect, test, vi } from 'vitest';
import { RECONCILIATION_CRONTAB } from '../src/reconciliation-crontab.ts';
import { openWorld } from './support/open-world.ts';

vi.setConfig({ testTimeout: 90_000 });

const { database, connectionString } = await useTestDatabase();
const world = await openWorld(database, connectionString);
afterAll(() => world.close());

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const items = parseCrontab(RECONCILIATION_CRONTAB);
const scopeOf = ({ payload }: ParsedCronItem) => String(payload?.['scope']);

/** The minutes of a stretch of time that a line of the crontab names, in UTC as graphile-worker reads it. */
function minutesOf(item: ParsedCronItem, { fromMs, toMs }: { fromMs: number; toMs: number }): Date[] {
  const minutes: Date[] = [];
  for (let atMs = Math.ceil(fromMs / MINUTE_MS) * MINUTE_MS; atMs < toMs; atMs += MINUTE_MS) {
    const at = new Date(atMs);
    const isNamed = item.match({
      min: at.getUTCMinutes(),
      hour: at.getUTCHours(),
      date: at.getUTCDate(),
      month: at.getUTCMonth() + 1,
      dow: at.getUTCDay(),
    });
    if (isNamed) minutes.push(at);
  }
  return minutes;
}

test.each([
  ['time_entries', 24, HOUR_MS],
  ['deliveries', 96, 15 * MINUTE_MS],
  ['links', 96, 15 * MINUTE_MS],
  ['nightly', 1, 24 * HOUR_MS],
])('compares %s %i times a day, at even distances', (scope, times, distanceMs) => {
  const fromMs = Date.UTC(2026, 2, 28);
  const day = { fromMs, toMs: fromMs + 24 * HOUR_MS };
  const [item, ...others] = items.filter((each) => scopeOf(each) === scope);
  if (item === undefined) throw new Error(`no line is for ${scope}`);
  expect(others).toEqual([]);
  const slots = minutesOf(item, day);
  expect(slots).toHaveLength(times);
  // Over the night in which clocks are set forward in Europe too.
  const all = minutesOf(item, { fromMs, toMs: fromMs + 72 * HOUR_MS }).map((at) => at.getTime());
  expect(new Set(all.slice(1).map((at, place) => at - (all[place] ?? 0)))).toEqual(new Set([distanceMs]));
});

/** A company with something that was provisioned. */
async function provisionedCompany() {
  const { scope, alignOrgId, connectionId } = await world.connect();
  const project = await createProject(database, scope);
  const link = { externalType: 'project', alignEntityType: 'project', alignEntityId: 'p_1' } as const;
  await database
    .insertInto('alignEntityLinks')
    .values({ id: uuid(), ...scope, alignOrgId, ...link, externalId: project.id })
    .execute();
  return connectionId;
}

test('after a standstill several workers make one run of each scope for each connection', async () => {
  const connections = [await provisionedCompany(), await provisionedCompany()];
  await sql`
    insert into graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
    select identifier, now() - interval '9 days', now() - interval '2 days'
    from unnest(${items.map(({ identifier }) => identifier)}::text[]) as identifier
  `.execute(database);
  const workers = await Promise.all([world.startWorker(), world.startWorker(), world.startWorker()]);
  // The night's is as many hours ago as it happens to be, and may be too old to be made up for.
  const missed = ['time_entries', 'deliveries', 'links'];
  const runs = await until('each connection has them, and they have ended', async () => {
    const rows = await database.selectFrom('alignReconciliationRuns').selectAll().execute();
    const isThere = (connectionId: string, scope: string) =>
      rows.some((row) => row.connectionId === connectionId && row.scope === scope && row.state !== 'running');
    const areThere = connections.every((id) => missed.every((scope) => isThere(id, scope)));
    const isOver = rows.every(({ state }) => state !== 'running');
    return areThere && isOver && rows;
  });
  const due = workers.flatMap((worker) =>
    worker.output().flatMap((line) => {
      const { msg, scope, slot } = JSON.parse(line) as Record<string, string>;
      return msg === 'reconciliation is due' ? [`${scope} ${slot}`] : [];
    }),
  );
  expect(new Set(due).size).toBe(due.length);
  const [first, second] = connections.map((id) =>
    runs
      .flatMap(({ connectionId, scope, slot }) => (connectionId === id ? [`${scope} ${slot}`] : []))
      .toSorted(),
  );
  expect(first).toEqual(second);
  expect(new Set(first).size).toBe(first?.length);
});
