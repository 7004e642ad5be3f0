import { createUser, useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { prune } from '../src/index.ts';
import { connectedCompany } from './connected-company.ts';
import { useAlign } from './support/use-align.ts';

const { database } = await useTestDatabase();
const noStop = new AbortController().signal;
const { sandbox, transport } = await useAlign();
const newWorld = () => connectedCompany({ database, sandbox, transport });

const attemptsOf = (companyId: string) =>
  database
    .selectFrom('alignSyncAttempts')
    .select(['method', 'path', 'requestBody', 'responseStatus', 'durationMs', 'outcome', 'error'])
    .where('companyId', '=', companyId)
    .orderBy('id')
    .execute();

test('logs each call with what came of it, without the address of anybody', async () => {
  const world = await newWorld();
  await world.enqueue('user', world.person.user.id);
  await world.drain();
  await world.enqueue('project', world.project.id);
  await world.drain('ako_revoked');
  const attempts = await attemptsOf(world.companyId);
  expect(attempts).toMatchObject([
    { method: 'POST', path: '/users/invite', responseStatus: 201, outcome: 'done', error: null },
    { method: 'POST', path: '/projects', responseStatus: 401, outcome: 'key_refused' },
  ]);
  expect(attempts.every((attempt) => attempt.durationMs >= 0)).toBe(true);
  const logged = JSON.stringify(attempts);
  expect(logged).not.toContain(world.person.user.email);
  expect(logged).not.toContain('ako_');
  expect(attempts[0]?.requestBody).toMatchObject({ email: expect.stringContaining('***@') as unknown });
});

test('shows each of the people in one call its own part of it', async () => {
  const world = await newWorld();
  const users = [];
  for (let added = 0; added < 3; added += 1) {
    const user = await createUser(database, { tenantId: world.tenantId, role: 'talent' });
    await world.enqueue('user', user.id);
    users.push(user);
  }
  await world.drain();
  const bodies = (await attemptsOf(world.companyId)).map((attempt) => attempt.requestBody);
  expect(bodies).toMatchObject(
    users.map((user) => ({ invites: [{ externalRef: { externalId: user.id } }] })),
  );
});

test('lets go of finished intents after 90 days and of nothing that is unfinished', async () => {
  const world = await newWorld();
  await world.enqueue('project', world.project.id);
  await world.enqueue('user', world.person.user.id);
  await world.drain();
  await sql`
    update align_sync_outbox set settled_at = now() - interval '91 days' where local_id = ${world.project.id}
  `.execute(database);
  await sql`
    insert into align_sync_outbox (id, tenant_id, company_id, entity_type, local_id, operation, status, settled_at)
    values ('failed-long-ago', ${world.tenantId}, ${world.companyId}, 'project', 'p', 'upsert', 'failed', 'epoch')
  `.execute(database);
  expect(await prune(database, { stopping: noStop })).toMatchObject({ intents: 1 });
  expect((await world.intents()).map((intent) => [intent.entityType, intent.status])).toEqual([
    ['user', 'done'],
    ['project', 'failed'],
  ]);
  expect((await attemptsOf(world.companyId)).map((attempt) => attempt.path)).toEqual(['/users/invite']);
});

test('empties deliveries after 30 days and forgets them after 400', async () => {
  for (const [id, days] of [
    ['young', 29],
    ['old', 31],
    ['ancient', 401],
  ] as const) {
    await sql`
      insert into align_webhook_deliveries (id, delivery_id, event_id, event_name, body, payload, signature, status, received_at)
      values (${id}, ${id}, ${id}, 'time.approved', 'body', '{}', 's', 'processed', now() - make_interval(days => ${days}))
    `.execute(database);
  }
  expect(await prune(database, { stopping: noStop })).toMatchObject({ payloads: 2, deliveries: 1 });
  const left = await database
    .selectFrom('alignWebhookDeliveries')
    .select(['id', 'body', 'payload'])
    .orderBy('id')
    .execute();
  expect(left.map((row) => [row.id, row.body.toString(), row.payload])).toEqual([
    ['old', '', null],
    ['young', 'body', {}],
  ]);
});
