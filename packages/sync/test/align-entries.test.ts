import { randomUUID } from 'node:crypto';
import type { ImportMode } from '@illumera/schema';
import { createEngagement, createPerson, useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { enqueueIntent, handleDelivery, replayDelivery, writeLink } from '../src/index.ts';
import { inboundCompany, moment, noAlign } from './inbound-company.ts';

const { database } = await useTestDatabase();

/** A connected company with a person of its own, both known to Align. */
async function importingCompany(importMode: ImportMode = 'realtime') {
  const company = await inboundCompany(database);
  const { tenantId, companyId, project, scope } = company;
  const person = await createPerson(database, { tenantId });
  await createEngagement(database, {
    tenantId,
    companyId,
    projectId: project.id,
    personId: person.profile.id,
    status: 'accepted',
  });
  const [alignProjectId, alignUserId] = [`p_${randomUUID()}`, `u_${randomUUID()}`];
  const links = [
    ['project', project.id, alignProjectId],
    ['user', person.user.id, alignUserId],
  ] as const;
  for (const [externalType, externalId, alignEntityId] of links) {
    await writeLink(database, scope, {
      externalType,
      externalId,
      alignEntityType: externalType,
      alignEntityId,
    });
  }
  await database
    .updateTable('alignConnections')
    .set({ importAlignEntries: importMode })
    .where('id', '=', company.connection.id)
    .execute();
  const entityId = `te_${randomUUID()}`;
  const payload = { projectId: alignProjectId, userId: alignUserId, workDate: '2026-03-09', minutes: 45 };
  const imported = () =>
    database
      .selectFrom('timeEntries')
      .select(['id', 'status', 'minutes', 'source', 'personId'])
      .where('companyId', '=', companyId)
      .where('source', '=', 'align')
      .execute();
  return { ...company, person, alignUserId, entityId, payload, imported };
}

test('takes over an entry that begins in Align and follows it, in whichever order its events come', async () => {
  const company = await importingCompany();
  const { entityId, payload, person } = company;
  const approval = await company.deliver({ eventName: 'time.approved', entityId, occurredAt: moment(4) });
  expect(approval).toMatchObject({ kind: 'wait' });
  const steps = [
    ['time.submitted', 3, 60],
    ['time.updated', 2, 50],
    ['time.logged', 1, 45],
  ] as const;
  for (const [eventName, step, minutes] of steps) {
    const event = { eventName, entityId, occurredAt: moment(step), payload: { ...payload, minutes } };
    await company.deliver(event);
    await company.deliver(event);
  }
  expect(await company.imported()).toMatchObject([
    { status: 'submitted', minutes: 60, personId: person.profile.id },
  ]);
});

test.each(['off', 'reconcile'] as const)(
  'leaves entries of Align alone while the import is %s',
  async (mode) => {
    const company = await importingCompany(mode);
    const { entityId, payload } = company;
    const outcome = await company.deliver({ eventName: 'time.logged', entityId, payload });
    expect(outcome).toMatchObject({ kind: 'ignored' });
    expect(await company.imported()).toEqual([]);
  },
);

test('does not take an entry of ours for one of theirs while the answer to its creation is out', async () => {
  const company = await importingCompany();
  const { entityId, payload, tenantId, companyId } = company;
  const entry = await company.entry('draft');
  const intent = { tenantId, companyId, localId: entry.id, entityType: 'time_entry' } as const;
  await enqueueIntent(database, { ...intent, operation: 'upsert' });
  await database
    .updateTable('alignSyncOutbox')
    .set({ status: 'processing', firstSentAt: sql<Date>`now()` })
    .where('localId', '=', entry.id)
    .execute();
  const { id } = await company.store({ eventName: 'time.logged', entityId, payload });
  expect(await handleDelivery(database, id, noAlign)).toMatchObject({ kind: 'later' });
  expect(await company.readDelivery(id)).toMatchObject({ status: 'received', attempts: 0 });

  await company.link({ id: entry.id, alignId: entityId });
  expect(await handleDelivery(database, id, noAlign)).toMatchObject({ kind: 'ignored' });
  expect(await company.imported()).toEqual([]);
});

function readUser(id: string) {
  return database
    .selectFrom('users')
    .select(['name', 'email', 'role'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

test('takes over a name that was changed in Align, and neither role nor address', async () => {
  const company = await importingCompany();
  const { alignUserId: entityId, person } = company;
  const before = await readUser(person.user.id);
  const payload = { name: 'New Name', email: 'new@example.com', role: 'manager' };
  const event = { eventName: 'user.updated', entityId, occurredAt: moment(2) };
  await company.deliver({ ...event, payload });
  expect(await readUser(person.user.id)).toEqual(before);
  const all = { ...payload, changedFields: ['name', 'email', 'role'] };
  expect(await company.deliver({ ...event, payload: all })).toEqual({ kind: 'applied' });
  expect(await readUser(person.user.id)).toEqual({ ...before, name: 'New Name' });
  expect(await company.discrepancies()).toMatchObject([
    { field: 'user.email', alignValue: 'new@example.com' },
  ]);

  const late = { ...all, name: 'Old Name' };
  const answer = await company.deliver({ ...event, occurredAt: moment(1), payload: late });
  expect(answer).toMatchObject({ kind: 'ignored' });
});

test('does not let the echo of an older change undo a newer name', async () => {
  const company = await importingCompany();
  const { alignUserId: entityId, person } = company;
  await database
    .updateTable('alignEntityLinks')
    .set({ sentAt: new Date(moment(2)) })
    .where('externalId', '=', person.user.id)
    .execute();
  const payload = { name: 'Older Name', changedFields: ['name'] };
  const echo = { eventName: 'user.updated', entityId, occurredAt: moment(1), payload };
  expect(await company.deliver(echo)).toMatchObject({ kind: 'ignored' });
});

test("handles a failed delivery again when its company's admin replays it, and nobody else's", async () => {
  const company = await importingCompany();
  const entry = await company.linkedEntry();
  const { id } = await company.store({ eventName: 'time.approved', entityId: entry.alignId });
  await database
    .updateTable('alignWebhookDeliveries')
    .set({ status: 'failed', attempts: 5, error: 'broken' })
    .where('id', '=', id)
    .execute();
  const admin = { userId: 'u', role: 'company_admin', personId: null } as const;
  const strangers = [
    { ...admin, tenantId: company.tenantId, companyId: randomUUID() },
    { ...admin, tenantId: randomUUID(), companyId: company.companyId },
    { ...admin, role: 'talent', tenantId: company.tenantId, companyId: null } as const,
  ];
  for (const stranger of strangers) {
    expect(await replayDelivery(database, stranger, { deliveryId: id })).toEqual({ kind: 'not_found' });
  }
  const own = { ...admin, tenantId: company.tenantId, companyId: company.companyId };
  expect(await replayDelivery(database, own, { deliveryId: id })).toMatchObject({ kind: 'done' });
  expect(await handleDelivery(database, id, noAlign)).toEqual({ kind: 'applied' });
  expect((await company.readEntry(entry.id)).status).toBe('approved');

  await replayDelivery(database, own, { deliveryId: id });
  await handleDelivery(database, id, noAlign);
  expect((await company.readEntry(entry.id)).status).toBe('approved');
});
