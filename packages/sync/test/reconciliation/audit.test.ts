import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebhookDelivery } from '@illumera/align-client';
import { until, useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withHealth } from '../../src/connections/health/connection-health.ts';
import { daysAgo, type Meddling } from './reconciling-company.ts';
import { refusing } from './refusing.ts';
import { rewriting } from './rewriting.ts';
import { useStandIn } from './stand-in.ts';

const { database } = await useTestDatabase();
const standIn = await useStandIn(database);

/** Takes deliveries in, but for events of one name. */
const receiver = createServer((request, response) => {
  request.resume();
  response.writeHead(request.headers['x-align-event'] === 'time.approved' ? 500 : 200).end();
});

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    receiver.listen(0, '127.0.0.1', resolve);
  });
});
afterAll(async () => {
  receiver.closeAllConnections();
  receiver.close();
});

/** A company with a subscription whose events go to the receiver. */
async function newCompany() {
  const company = await standIn.newCompany();
  const { align, connection } = company;
  const { port } = receiver.address() as AddressInfo;
  const { id: webhookId } = await align.call('createWebhook', {
    body: {
      destinationUrl: `http://127.0.0.1:${port}/${connection.id}`,
      eventNames: ['time.approved', 'entry.commented'],
    },
  });
  await database
    .updateTable('alignConnections')
    .set({ webhookSubscriptionId: webhookId })
    .where('id', '=', connection.id)
    .execute();
  const ledger = async () => {
    const statuses: string[] = [];
    for (let page = 1; ; page += 1) {
      const query = { page, pageSize: 100 };
      const { data } = await align.call('listWebhookDeliveries', { params: { webhookId }, query });
      statuses.push(...data.map(({ status }) => status));
      if (data.length < 100) return statuses;
    }
  };
  return {
    ...company,
    webhookId,
    ledger,
    troubles: async () => {
      const [health] = await withHealth(database, [{ id: connection.id }]);
      return health?.health.problems.map(({ code }) => code);
    },
    audit: async (meddle?: Meddling) => {
      const runId = await company.start({ scope: 'deliveries' });
      const result = await company.take(runId, meddle);
      const { counts } = await company.readRun(runId);
      return { result, counts: counts as Record<string, Record<string, number>> };
    },
    subscription: async () => (await align.call('listWebhooks')).data.find(({ id }) => id === webhookId),
  };
}

/** Align's ledger shows these deliveries. */
const showing = (...deliveries: WebhookDelivery[]) =>
  rewriting('listWebhookDeliveries', () => ({ data: deliveries, total: deliveries.length }));

const delivery = (more: Partial<WebhookDelivery>): WebhookDelivery => ({
  id: uuid(),
  eventName: 'time.approved',
  status: 'failed',
  ...more,
});

const complete = { kind: 'ended', state: 'complete' };

test('finds 20 dead-lettered of 500 deliveries and a disabled subscription, heals and enables again, once', async () => {
  const company = await newCompany();
  const organizationId = company.scope.alignOrgId;
  const entries = await Promise.all(Array.from({ length: 20 }, () => company.log(daysAgo(1), 'submitted')));
  await Promise.all(entries.map(({ alignId }) => company.move(alignId, 'submit', 'approve')));
  const comment = { organizationId, eventName: 'entry.commented', entityType: 'entry' };
  const commentOn = (_: unknown, place: number) =>
    standIn.control('POST', '/events', { ...comment, entityId: `entry_${place}` });
  await Promise.all(Array.from({ length: 480 }, commentOn));
  const isSettled = async (refused: string) => {
    const statuses = await company.ledger();
    const count = (status: string) => statuses.filter((each) => each === status).length;
    return count('succeeded') === 480 && count(refused) === 20;
  };
  await until('each delivery was tried', () => isSettled('failed'), 30_000);
  await standIn.control('PATCH', '/clock', { advanceMs: 25 * 3_600_000 });
  await until('Align has given up', () => isSettled('dead_letter'), 30_000);
  const { webhookId } = company;
  await company.align.call('updateWebhook', { params: { webhookId }, body: { enabled: false } });

  const first = await company.audit();

  expect(first.result).toEqual(complete);
  expect(first.counts).toMatchObject({
    subscription: { enabled: 1 },
    deliveries: { found: 20 },
    heal_missed: { healed: 21, time_entries_healed: 20 },
  });
  expect((await company.entries()).map(({ status }) => status)).toEqual(Array(20).fill('approved'));
  expect(await company.subscription()).toMatchObject({ enabled: true });
  expect(await company.discrepancies()).toMatchObject([
    { field: 'webhook.enabled', alignValue: 'disabled', severity: 'critical', state: 'open' },
    { field: 'webhook.deliveries', alignValue: '20 not delivered, others not sent', state: 'open' },
  ]);

  expect(await company.troubles()).toEqual(['subscription_disabled', 'events_missed']);

  const second = await company.audit();
  expect(second.result).toEqual(complete);
  expect(second.counts).toMatchObject({
    subscription: { enabled: 0 },
    deliveries: { found: 0, deliveries: 0, standstills: 0 },
    heal_missed: { healed: 0 },
  });
  expect((await company.discrepancies()).map(({ state }) => state)).toEqual(['resolved', 'resolved']);
  expect(await company.troubles()).toEqual([]);
  expect(await company.changes()).toHaveLength(20);
});

test('reads the state of what we refused as stale, and leaves alone what is still tried or came after all', async () => {
  const company = await newCompany();
  const { id, alignId } = await company.log(daysAgo(1), 'submitted');
  await company.move(alignId, 'submit', 'approve');
  const stored = uuid();
  const { connection, tenantId, companyId } = company;
  await database
    .insertInto('alignWebhookDeliveries')
    .values({
      id: uuid(),
      deliveryId: stored,
      eventId: stored,
      eventName: 'time.approved',
      connectionId: connection.id,
      tenantId,
      companyId,
      body: Buffer.from('{}'),
      signature: 'sha256=0',
    })
    .execute();
  const untold = [
    delivery({ responseCode: 503 }),
    delivery({ status: 'succeeded' }),
    delivery({ id: stored, status: 'dead_letter' }),
  ];
  expect((await company.audit(showing(...untold))).counts).toMatchObject({ deliveries: { found: 0 } });
  expect(await company.readEntry(id)).toMatchObject({ status: 'submitted' });

  const stale = delivery({ responseCode: 400, responseBody: '{"error":"stale_timestamp"}' });
  expect((await company.audit(showing(...untold, stale))).counts).toMatchObject({ deliveries: { found: 1 } });
  expect(await company.readEntry(id)).toMatchObject({ status: 'approved' });
});

test('goes on healing with the next audit where Align could not be read', async () => {
  const company = await newCompany();
  const { id, alignId } = await company.log(daysAgo(1), 'submitted');
  await company.move(alignId, 'submit', 'approve');
  const ledger = showing({ id: uuid(), eventName: 'time.approved', status: 'dead_letter' });
  const unreadable: Meddling = (client) => refusing('listTimeEntries')(ledger(client));
  expect((await company.audit(unreadable)).result).toEqual({ kind: 'ended', state: 'incomplete' });
  expect((await company.audit(ledger)).counts).toMatchObject({
    deliveries: { found: 0, deliveries: 1 },
    heal_missed: { healed: 1 },
  });
  expect(await company.readEntry(id)).toMatchObject({ status: 'approved' });
  await company.audit(ledger);
  expect(await company.discrepancies()).toMatchObject([
    { field: 'webhook.deliveries', state: 'resolved', timesSeen: 2 },
  ]);
});

test('says nothing is over while the ledger cannot be read', async () => {
  const company = await newCompany();
  const ledger = showing({ id: uuid(), eventName: 'time.approved', status: 'dead_letter' });
  await company.audit(ledger);
  expect((await company.audit(refusing('listWebhookDeliveries'))).result).toMatchObject({
    state: 'incomplete',
  });
  expect(await company.discrepancies()).toMatchObject([{ field: 'webhook.deliveries', state: 'open' }]);
});

test('is through soon with a ledger that grows with every page', async () => {
  const company = await newCompany();
  const lost = delivery({ status: 'dead_letter' });
  const sent = [...Array.from({ length: 250 }, () => delivery({ status: 'succeeded' })), lost];
  let pages = 0;
  const busy: Meddling = (client) => ({
    call: async (name, ...parts) => {
      if (name !== 'listWebhookDeliveries') return client.call(name, ...parts);
      pages += 1;
      sent.unshift(delivery({ status: 'succeeded' }));
      const { page, pageSize } = (parts[0] as unknown as { query: { page: number; pageSize: number } }).query;
      const data = sent.slice((page - 1) * pageSize, page * pageSize);
      return { data, page, pageSize, total: sent.length } as never;
    },
  });
  expect(await company.audit(busy)).toMatchObject({ result: complete, counts: { deliveries: { found: 1 } } });
  // Twice or three times where pages overtake one another.
  expect(pages).toBeLessThanOrEqual(9);
});

test('hands people a release whose event was lost, since nothing else tells of it', async () => {
  const company = await newCompany();
  const ledger = showing({ id: 'd_1', eventName: 'release.released', status: 'dead_letter' });
  await company.audit(ledger);
  await company.audit(ledger);
  expect(await company.discrepancies()).toMatchObject([
    { field: 'release.evidence', externalId: 'd_1', state: 'open', timesSeen: 1 },
  ]);
});

test('hands it to people also where the worker is killed just before', async () => {
  const company = await newCompany();
  const ledger = showing({ id: 'd_2', eventName: 'release.released', status: 'dead_letter' });
  await sql`
    create function die() returns trigger language plpgsql as $$ begin raise 'the worker is gone'; end $$;
    create trigger die before insert on align_reconciliation_log
      for each row when (new.field = 'release.evidence') execute function die()
  `.execute(database);
  const runId = await company.start({ scope: 'deliveries' });
  try {
    await expect(company.take(runId, ledger)).rejects.toThrow('the worker is gone');
  } finally {
    await sql`drop function die cascade`.execute(database);
  }
  const run = database.updateTable('alignReconciliationRuns').where('id', '=', runId);
  await run.set({ leasedUntil: new Date(0) }).execute();
  expect(await company.take(runId, ledger)).toEqual(complete);
  expect(await company.discrepancies()).toContainEqual(
    expect.objectContaining({ field: 'release.evidence', externalId: 'd_2', state: 'open' }),
  );
});

test('reports a subscription that Align has no more', async () => {
  const company = await newCompany();
  await company.align.call('deleteWebhook', { params: { webhookId: company.webhookId } });
  await company.audit();
  expect(await company.troubles()).toContain('subscription_missing');
  expect(await company.discrepancies()).toMatchObject([
    { field: 'webhook.missing', illumeraValue: company.webhookId, severity: 'critical', state: 'open' },
  ]);
});
