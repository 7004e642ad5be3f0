import { until } from '@illumera/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalSystem, localSystem } from '../src/local-system.ts';
import { entryWith, logEntry } from './walk/log-entry.ts';
import { setOut } from './walk/set-out.ts';
import { connect } from './walk/steps/connect.ts';
import { staffProject } from './walk/steps/staff-project.ts';

let system: LocalSystem;

beforeAll(async () => {
  system = await localSystem();
});
afterAll(async () => {
  await system.stop();
});

test('applies an approval that came while our create was still without its answer within a second of the link', async () => {
  const { control } = system;
  const { database } = system.inside.testDatabase;
  const walk = await setOut(system, { isTimed: true, tellsOf: { decisions: true, locks: true } });
  await connect(walk);
  const { engagementId } = await staffProject(walk);
  await control('POST', '/holds', {
    point: 'after-commit',
    method: 'POST',
    path: '/projects/:id/time-entries',
  });
  const entry = await logEntry(walk, engagementId, 150);
  const atAlign = await until('the entry at Align', async () => {
    const { data } = await control<{ data: { id: string }[] }>('GET', `/time-entries?externalId=${entry.id}`);
    return data[0];
  });
  await control('POST', '/events', {
    organizationId: walk.organizationId,
    eventName: 'time.approved',
    entityType: 'time_entry',
    entityId: atAlign.id,
    payload: { timeEntryId: atAlign.id, status: 'locked', minutes: 140 },
  });
  const read = () =>
    database
      .selectFrom('alignWebhookDeliveries')
      .select(['status', 'outcome', 'attempts', 'processedAt', 'error'])
      .where('entityId', '=', atAlign.id)
      .where('eventName', '=', 'time.approved')
      .executeTakeFirst();
  const waiting = await until('the approval waiting', async () => {
    const delivery = await read();
    return delivery?.outcome === 'waiting' && delivery;
  });
  expect(waiting).toMatchObject({
    status: 'received',
    attempts: 0,
    error: `waiting for the link of time_entry ${atAlign.id}`,
  });
  expect((await walk.talent('readTimeEntry', { params: { id: entry.id } })).status).toBe('draft');

  await control('POST', '/holds/release', {});
  const approved = await entryWith(walk, entry.id, 'approved');
  expect(approved).toMatchObject({ minutes: 140, syncStatus: 'synced' });
  const link = await database
    .selectFrom('alignEntityLinks')
    .select(['createdAt', 'alignEntityId'])
    .where('externalId', '=', entry.id)
    .executeTakeFirstOrThrow();
  expect(link.alignEntityId).toBe(atAlign.id);
  const processed = await read();
  expect(processed).toMatchObject({ status: 'processed', outcome: 'applied' });
  const afterLinkMs = (processed?.processedAt?.getTime() ?? 0) - link.createdAt.getTime();
  expect(afterLinkMs).toBeGreaterThanOrEqual(0);
  expect(afterLinkMs).toBeLessThan(1_000);
});
