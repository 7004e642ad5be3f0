import type { Database } from '@illumera/schema';
import { createUser, proofSize, useTestDatabase } from '@illumera/testkit';
import { describe, expect, test } from 'vitest';
import { listConnections } from '../../src/connections/list-connections.ts';
import { listEngagements } from '../../src/engagements/list-engagements.ts';
import { listInvoices } from '../../src/invoices/list-invoices.ts';
import type { PageRequest } from '../../src/listing/fetch-page.ts';
import { listDeliveries } from '../../src/listing/list-deliveries.ts';
import { listDiscrepancies } from '../../src/listing/list-discrepancies.ts';
import { listOutbox } from '../../src/listing/list-outbox.ts';
import type { Actor } from '../../src/people/actor.ts';
import { findActor } from '../../src/people/find-actor.ts';
import { listPeople } from '../../src/people/list-people.ts';
import { listProjects } from '../../src/projects/list-projects.ts';
import { listRuns } from '../../src/reconciliation/list-runs.ts';
import { listTimeEntries } from '../../src/time-entries/list-time-entries.ts';
import { buildCompany } from '../support/build-company.ts';
import { explainList } from './explain-list.ts';
import { fillLists } from './fill-lists.ts';

const ROWS = proofSize({ usual: 20_000, full: 1_000_000 });
const PAGE = 50;

const { database } = await useTestDatabase();
const company = await buildCompany(database);
const platformUser = await createUser(database, { tenantId: company.tenantId, role: 'platform_admin' });
const platform = await findActor(database, platformUser.clerkUserId ?? '');
if (platform === undefined) throw new Error('an actor is missing');
await fillLists(database, company, ROWS);
const { admin, talent } = company;

type List = (database: Database, actor: Actor, page: PageRequest) => Promise<unknown>;
interface Case {
  name: string;
  table: string;
  actor: Actor;
  list: List;
}

const lists: { table: string; actors: Record<string, Actor>; list: List; filters?: object[] }[] = [
  { table: 'projects', actors: { admin }, list: listProjects },
  { table: 'person_profiles', actors: { admin }, list: listPeople },
  { table: 'engagements', actors: { admin }, list: listEngagements },
  { table: 'invoices', actors: { admin }, list: listInvoices },
  { table: 'time_entries', actors: { admin, platform, talent }, list: listTimeEntries },
  {
    table: 'align_sync_outbox',
    actors: { admin, platform },
    list: (rows, actor, page) => listOutbox(rows, actor, { maxAttempts: 5, ...page }),
    filters: [{}, { status: 'failed' }],
  },
  {
    table: 'align_webhook_deliveries',
    actors: { admin, platform },
    list: listDeliveries,
    filters: [{}, { status: 'failed' }],
  },
  {
    table: 'align_reconciliation_log',
    actors: { admin, platform },
    list: listDiscrepancies,
    filters: [{}, { state: 'open' }],
  },
  { table: 'align_reconciliation_runs', actors: { admin, platform }, list: listRuns },
  { table: 'align_connections', actors: { admin, platform }, list: listConnections },
];

const cursor = Buffer.from(`r-${String(Math.floor(ROWS / 2)).padStart(9, '0')}`).toString('base64url');
const cases: Case[] = lists.flatMap(({ table, actors, list, filters = [{}] }) =>
  Object.entries(actors).flatMap(([who, actor]) =>
    filters.flatMap((filter) =>
      [{}, { cursor }].map((place) => ({
        name: [who, ...Object.values(filter), 'cursor' in place ? 'midway' : 'first page'].join(', '),
        table,
        actor,
        list: (rows: Database, asking: Actor, page: PageRequest) =>
          list(rows, asking, { ...page, ...filter, ...place }),
      })),
    ),
  ),
);

describe(`of ${ROWS} rows`, () => {
  test.each(cases)('a page of $table is read off an index: $name', async ({ table, actor, list }) => {
    const { steps, rowsRead } = await explainList(database, table, (rows) =>
      list(rows, actor, { limit: PAGE }),
    );
    expect(steps.filter((step) => /Sort|Seq Scan|Bitmap|Aggregate/.test(step))).toEqual([]);
    expect(steps.some((step) => step.startsWith('Index'))).toBe(true);
    expect(rowsRead).toBeGreaterThanOrEqual(PAGE);
    expect(rowsRead).toBeLessThanOrEqual(PAGE + 10);
  });
});

test('a walk of a long list shows each row once while rows are added', async () => {
  const walked = new Set<string>();
  let repeated = 0;
  let next: string | undefined;
  let added = 0;
  do {
    const page = await listProjects(database, admin, { limit: 200, cursor: next });
    if (page.kind !== 'done') throw new Error(page.kind);
    for (const { id } of page.value.data) {
      if (walked.has(id)) repeated += 1;
      walked.add(id);
    }
    next = page.value.nextCursor ?? undefined;
    added += 1;
    const row = { id: `s-${added}`, tenantId: company.tenantId, companyId: company.companyId, name: 'New' };
    await database.insertInto('projects').values(row).execute();
  } while (next !== undefined);
  expect(repeated).toBe(0);
  expect([...walked].filter((id) => id.startsWith('r-'))).toHaveLength(ROWS);
});
