import { randomUUID } from 'node:crypto';
import { eventNames } from '@illumera/align-client';
import type { DB } from '@illumera/schema';
import { createTimeEntry, useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { enqueueIntent, writeLink } from '../../src/index.ts';
import { inboundCompany, moment } from '../inbound-company.ts';

const { database } = await useTestDatabase();

type Company = Awaited<ReturnType<typeof inboundCompany>>;

test("does not touch another company's entry that has the same Align id", async () => {
  const [ours, theirs] = await Promise.all([inboundCompany(database), inboundCompany(database)]);
  const entry = await theirs.linkedEntry();
  const outcome = await ours.deliver({ eventName: 'time.approved', entityId: entry.alignId });
  expect(outcome).toMatchObject({ kind: 'wait' });
  expect((await theirs.readEntry(entry.id)).status).toBe('submitted');
});

/** Every row that belongs to a tenant, in every table, as Postgres writes it. */
async function rowsOf(tenantId: string): Promise<Record<string, string[]>> {
  const { rows: tables } = await sql<{ name: keyof DB }>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'tenant_id' order by 1
  `.execute(database);
  const entries = tables.map(async ({ name }) => {
    const { rows } = await sql<{ row: string }>`
      select entire::text as row from ${sql.table(name)} entire where tenant_id = ${tenantId} order by 1
    `.execute(database);
    return [name, rows.map(({ row }) => row)] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** Everything of a company that an event could name, linked and on its way. */
async function wellKnownCompany() {
  const company = await inboundCompany(database);
  const entry = await company.linkedEntry('submitted');
  const unlinked = await createTimeEntry(database, company.engagement, { status: 'submitted' });
  const { userId } = await database
    .selectFrom('personProfiles')
    .select('userId')
    .where('id', '=', company.engagement.personId)
    .executeTakeFirstOrThrow();
  const ids = {
    time_entry: entry,
    user: { id: userId, alignId: `usr_${randomUUID()}` },
    project: { id: company.project.id, alignId: `prj_${randomUUID()}` },
    wiki_page: { id: company.project.id, alignId: `wp_${randomUUID()}` },
    project_member: { id: company.engagement.id, alignId: `prj_1:usr_${randomUUID()}` },
  };
  for (const externalType of ['user', 'project', 'wiki_page', 'project_member'] as const) {
    const { id: externalId, alignId: alignEntityId } = ids[externalType];
    await writeLink(database, company.scope, {
      externalType,
      externalId,
      alignEntityType: externalType,
      alignEntityId,
    });
  }
  await enqueueIntent(database, {
    ...company.scope,
    entityType: 'time_entry',
    localId: unlinked.id,
    operation: 'upsert',
  });
  await company.store({ eventName: 'time.approved', entityId: `te_${randomUUID()}` });
  return { company, ids, unlinked };
}

/** Events of every name that claim each of somebody else's entities as their own, by Align's id and by ours. */
function poison({ company, ids, unlinked }: Awaited<ReturnType<typeof wellKnownCompany>>) {
  const targets = [
    ...Object.entries(ids).flatMap(([externalType, { id, alignId }]) => [
      { externalType, externalId: id, entityId: alignId },
      { externalType, externalId: id, entityId: `own_${randomUUID()}` },
      { externalType, externalId: alignId, entityId: id },
    ]),
    { externalType: 'time_entry', externalId: unlinked.id, entityId: `own_${randomUUID()}` },
    { externalType: '__proto__', externalId: unlinked.id, entityId: unlinked.id },
  ];
  return eventNames.flatMap((eventName) =>
    targets.map(({ externalType, externalId, entityId }, step) => ({
      eventName,
      entityId,
      occurredAt: moment(step),
      payload: {
        id: entityId,
        timeEntryId: entityId,
        userId: ids.user.alignId,
        projectId: ids.project.alignId,
        tenantId: company.tenantId,
        companyId: company.companyId,
        changedFields: ['name', 'email', 'role'],
        name: 'Poisoned',
        email: 'poisoned@example.com',
        minutes: 1,
        workDate: '2026-03-02',
        externalRef: { provider: 'illumera', externalType, externalId },
      },
    })),
  );
}

async function sendAll(from: Company, events: ReturnType<typeof poison>): Promise<Set<string>> {
  const kinds = new Set<string>();
  while (events.length > 0) {
    const outcomes = await Promise.all(events.splice(0, 8).map((event) => from.deliver(event)));
    for (const { kind } of outcomes) kinds.add(kind);
  }
  return kinds;
}

test("leaves every row of another tenant as it is whatever a company's own secret signs", async () => {
  const [victim, attacker] = [await wellKnownCompany(), await inboundCompany(database)];
  await attacker.linkedEntry();
  await database
    .updateTable('alignConnections')
    .set({ importAlignEntries: 'realtime' })
    .where('id', '=', attacker.connection.id)
    .execute();
  const before = await rowsOf(victim.company.tenantId);
  const kinds = await sendAll(attacker, poison(victim));
  expect([...kinds].toSorted()).toEqual(['ignored', 'later', 'refused', 'wait']);
  expect(await rowsOf(victim.company.tenantId)).toEqual(before);
  expect(Object.values(before).filter((rows) => rows.length > 0)).toHaveLength(10);
}, 120_000);
