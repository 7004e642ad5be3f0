import { randomUUID } from 'node:crypto';
import { eventNames, parseEvent } from '@illumera/align-client';
import type { DB } from '@illumera/schema';
import { requestRun, storeDeliveries } from '@illumera/sync';
import { until, useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { afterAll, expect, test, vi } from 'vitest';
import { type Company, openWorld } from '../support/open-world.ts';
import { staffCompany } from '../support/staffed-company.ts';
import { type FilledTenant, fillTenant } from './fill-tenant.ts';

vi.setConfig({ testTimeout: 90_000 });

const { database, connectionString } = await useTestDatabase();
const world = await openWorld(database, connectionString);
afterAll(() => world.close());

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

/** What a tenant has, as an organization of Align's may name it: by our id and by Align's. */
async function namesOf(victim: FilledTenant) {
  const links = await database
    .selectFrom('alignEntityLinks')
    .select(['externalType', 'externalId', 'alignEntityId'])
    .where('tenantId', '=', victim.tenantId)
    .execute();
  return links.flatMap(({ externalType, externalId, alignEntityId }) => [
    { externalType, externalId, entityId: alignEntityId },
    { externalType, externalId, entityId: externalId },
    { externalType, externalId: alignEntityId, entityId: `own_${randomUUID()}` },
  ]);
}

/** Signed by the attacker's own secret: events of every name that claim what is the victim's. */
async function deliverPoison(attacker: Company, victim: FilledTenant): Promise<void> {
  const names = await namesOf(victim);
  const bodies = eventNames.flatMap((eventName) =>
    names.map(({ externalType, externalId, entityId }) => ({
      id: randomUUID(),
      eventName,
      entityId,
      occurredAt: new Date().toISOString(),
      payload: {
        id: entityId,
        timeEntryId: entityId,
        projectId: `project_of_${victim.project.id}`,
        userId: `user_of_${victim.user.id}`,
        tenantId: victim.tenantId,
        companyId: victim.companyId,
        changedFields: ['name', 'email', 'role'],
        name: 'Poisoned',
        email: 'poisoned@example.com',
        minutes: 1,
        workDate: '2026-03-02',
        externalRef: { provider: 'illumera', externalType, externalId },
      },
    })),
  );
  const connection = { id: attacker.connectionId, ...attacker.scope };
  const deliveries = bodies.flatMap((content) => {
    const body = Buffer.from(JSON.stringify(content));
    const reading = parseEvent(body);
    if (reading.kind !== 'event') throw new Error(reading.reason);
    return [{ connection, deliveryId: randomUUID(), signature: 'sha256=0', body, event: reading.event }];
  });
  await storeDeliveries(database, deliveries);
}

const ref = (externalType: string, externalId: string) => ({
  externalRef: { provider: 'illumera', externalType, externalId },
});

/** The attacker's organization lists projects and people as if they were the victim's. */
async function listPoison({ apiKey }: Company, victim: FilledTenant): Promise<void> {
  const post = async (path: string, body: object) => {
    const response = await fetch(`${world.sandbox.url}/api/v1${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`POST ${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as { id: string };
  };
  const { id } = await post('/projects', {
    name: 'Poisoned',
    timeBillingEnabled: true,
    ...ref('project', victim.project.id),
  });
  await post(`/projects/${id}/wiki-pages`, {
    title: 'Poisoned',
    content: 'x',
    ...ref('wiki_page', victim.project.id),
  });
  const { email } = victim.user;
  await post('/users/invite', { name: 'Poisoned', email, role: 'developer', ...ref('user', victim.user.id) });
}

test("leaves every row of another tenant as it is whatever a company's organization signs, lists and answers", async () => {
  const victim = await fillTenant(database);
  const attacker = await staffCompany(database, await world.connect());
  await database
    .updateTable('alignConnections')
    .set({ importAlignEntries: 'realtime' })
    .where('id', '=', attacker.connectionId)
    .execute();
  // What is the victim's stands still by itself: nothing of it is due and its connection is not there to be swept.
  await database
    .updateTable('alignConnections')
    .set({ status: 'error' })
    .where('id', '=', victim.connection.id)
    .execute();
  const before = await rowsOf(victim.tenantId);
  expect(Object.values(before).filter((rows) => rows.length === 0)).toEqual([]);
  await world.startWorker();
  await attacker.send();
  await listPoison(attacker, victim);
  await deliverPoison(attacker, victim);
  const operator = { userId: 'operator', companyId: null, role: 'platform_admin', personId: null } as const;
  for (const scope of ['nightly', 'time_entries'] as const) {
    const asked = { connectionId: attacker.connectionId, scope };
    const request = await requestRun(database, { ...operator, tenantId: attacker.scope.tenantId }, asked);
    expect(request.kind).toBe('done');
  }
  await until('each event to be handled', async () => (await unhandled()) === 0, 60_000);
  await until('each run to end', async () => (await running()) === 0, 60_000);
  expect(await rowsOf(victim.tenantId)).toEqual(before);

  async function unhandled(): Promise<number> {
    const rows = await database
      .selectFrom('alignWebhookDeliveries')
      .select('id')
      .where('connectionId', '=', attacker.connectionId)
      .where('status', '=', 'received')
      .where('waitingForAlignId', 'is', null)
      .execute();
    return rows.length;
  }
  async function running(): Promise<number> {
    const query = database.selectFrom('alignReconciliationRuns').select('id').where('state', '=', 'running');
    return (await query.execute()).length;
  }
});
