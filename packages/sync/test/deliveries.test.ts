import { randomUUID } from 'node:crypto';
import { useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { handleDelivery, sweep } from '../src/index.ts';
import { inboundCompany, moment, noAlign } from './inbound-company.ts';

const { database } = await useTestDatabase();

async function jobsOf(deliveryId: string) {
  const { rows } = await sql<{ later: boolean }>`
    select run_at > now() + interval '1 second' as later from graphile_worker._private_jobs
    where payload ->> 'deliveryId' = ${deliveryId}
  `.execute(database);
  return { now: rows.filter((row) => !row.later).length, later: rows.filter((row) => row.later).length };
}

async function isSomebodyWaiting(): Promise<boolean> {
  const { rows } = await sql`
    select from pg_locks join pg_database on pg_database.oid = pg_locks.database
    where datname = current_database() and locktype = 'advisory' and not granted
  `.execute(database);
  return rows.length > 0;
}

test('stores the signed bytes with one job, and a second copy not at all', async () => {
  const company = await inboundCompany(database);
  const id = randomUUID();
  const first = await company.store({ id, eventName: 'time.logged', entityId: 'te_1', payload: { a: 1 } });
  const second = await company.store({ id, eventName: 'time.logged', entityId: 'te_1' });
  expect([first.answer, second.answer]).toEqual(['stored', 'duplicate']);
  const row = await company.readDelivery(first.id);
  expect(row).toMatchObject({
    eventId: id,
    entityId: 'te_1',
    status: 'received',
    companyId: company.companyId,
  });
  expect(JSON.parse(row.body.toString())).toEqual(row.payload);
  expect(await jobsOf(first.id)).toEqual({ now: 1, later: 0 });
});

test('stores one row and one job for 20 copies that come at once', async () => {
  const company = await inboundCompany(database);
  const event = { id: randomUUID(), eventName: 'time.logged' };
  const stored = await Promise.all(Array.from({ length: 20 }, () => company.store(event)));
  expect(stored.filter(({ answer }) => answer === 'stored')).toHaveLength(1);
  expect(new Set(stored.map(({ id }) => id)).size).toBe(1);
  expect(await jobsOf(stored[0]?.id ?? '')).toEqual({ now: 1, later: 0 });
});

test('keeps bytes that Postgres cannot hold as JSON, and handles them', async () => {
  const company = await inboundCompany(database);
  const { id } = await company.store({ eventName: 'time.logged', payload: { note: 'a\0b', half: '\ud800' } });
  expect((await company.readDelivery(id)).payload).toBeNull();
  expect(await handleDelivery(database, id, noAlign)).toMatchObject({ kind: 'ignored' });
});

test('takes an event that failed again when it is delivered again', async () => {
  const company = await inboundCompany(database);
  const event = { id: randomUUID(), eventName: 'time.logged' };
  const { id } = await company.store(event);
  await database
    .updateTable('alignWebhookDeliveries')
    .set({ status: 'failed', attempts: 5, error: 'broken' })
    .where('id', '=', id)
    .execute();
  expect((await company.store(event)).answer).toBe('stored');
  expect(await company.readDelivery(id)).toMatchObject({ status: 'received', attempts: 0, error: null });
  expect(await jobsOf(id)).toEqual({ now: 2, later: 0 });
});

test.each([
  ['time.approved', 'locked', 'approved'],
  ['time.rejected', 'rejected', 'rejected'],
  ['time.locked', 'locked', 'locked'],
  ['time.invoiced', 'invoiced', 'invoiced'],
  ['time.unlocked', 'locked', 'draft'],
])('%s whose payload says %s makes an entry %s', async (eventName, payloadStatus, expected) => {
  const company = await inboundCompany(database);
  const entry = await company.linkedEntry();
  const outcome = await company.deliver({
    eventName,
    entityId: entry.alignId,
    occurredAt: moment(1),
    payload: { status: payloadStatus, reason: 'Split by task.' },
  });
  expect(outcome).toEqual({ kind: 'applied' });
  expect(await company.readEntry(entry.id)).toMatchObject({
    status: expected,
    rejectionReason: expected === 'rejected' ? 'Split by task.' : null,
    syncStatus: 'synced',
    minutes: 120,
  });
  const intents = await database
    .selectFrom('alignSyncOutbox')
    .select('id')
    .where('localId', '=', entry.id)
    .execute();
  expect(intents).toEqual([]);
});

test("takes over Align's minutes, date and description and forgets what was sent", async () => {
  const company = await inboundCompany(database);
  const entry = await company.linkedEntry();
  await database
    .updateTable('alignEntityLinks')
    .set({ lastSent: JSON.stringify({ minutes: 120 }) })
    .where('externalId', '=', entry.id)
    .execute();
  await company.deliver({
    eventName: 'time.approved',
    entityId: entry.alignId,
    occurredAt: moment(1),
    payload: { minutes: 90, workDate: '2026-03-09', description: 'Shortened' },
  });
  expect(await company.readEntry(entry.id)).toMatchObject({
    minutes: 90,
    workDate: '2026-03-09',
    notes: 'Shortened',
  });
  const link = await database
    .selectFrom('alignEntityLinks')
    .select('lastSent')
    .where('externalId', '=', entry.id)
    .executeTakeFirstOrThrow();
  expect(link.lastSent).toBeNull();
});

test('approves an entry whose minutes no day has, keeps ours and says so', async () => {
  const company = await inboundCompany(database);
  const entry = await company.linkedEntry();
  const approval = { eventName: 'time.approved', entityId: entry.alignId, payload: { minutes: 5_000 } };
  expect(await company.deliver(approval)).toEqual({ kind: 'applied' });
  expect(await company.readEntry(entry.id)).toMatchObject({ status: 'approved', minutes: 120 });
  expect(await company.discrepancies()).toMatchObject([{ field: 'time_entry.minutes', alignValue: '5000' }]);
});

test('does not let an older event undo a newer one', async () => {
  const company = await inboundCompany(database);
  const entry = await company.linkedEntry();
  const about = { entityId: entry.alignId };
  await company.deliver({
    ...about,
    eventName: 'time.locked',
    occurredAt: moment(2),
    payload: { minutes: 60 },
  });
  const late = await company.deliver({
    ...about,
    eventName: 'time.approved',
    occurredAt: moment(1),
    payload: { minutes: 90 },
  });
  expect(late).toMatchObject({ kind: 'ignored' });
  expect(await company.readEntry(entry.id)).toMatchObject({ status: 'locked', minutes: 60 });
});

test('applies an event without a time of its own as of when it came', async () => {
  const company = await inboundCompany(database);
  const entry = await company.linkedEntry();
  await company.deliver({ eventName: 'time.approved', entityId: entry.alignId });
  expect((await company.readEntry(entry.id)).status).toBe('approved');
});

test.each(['draft', 'submitted', 'rejected'] as const)(
  'deletes a %s entry that Align deleted',
  async (status) => {
    const company = await inboundCompany(database);
    const entry = await company.linkedEntry(status);
    const outcome = await company.deliver({ eventName: 'time.deleted', entityId: entry.alignId });
    expect(outcome).toEqual({ kind: 'applied' });
    expect((await company.readEntry(entry.id)).deletedAt).not.toBeNull();
    expect(await company.discrepancies()).toEqual([]);
  },
);

test.each(['approved', 'locked', 'invoiced'] as const)(
  'keeps an %s entry that Align deleted and makes it a critical discrepancy, once',
  async (status) => {
    const company = await inboundCompany(database);
    const entry = await company.linkedEntry(status);
    const event = { eventName: 'time.deleted', entityId: entry.alignId };
    expect(await company.deliver(event)).toMatchObject({ kind: 'refused' });
    await company.deliver(event);
    expect(await company.readEntry(entry.id)).toMatchObject({ status, deletedAt: null });
    expect(await company.discrepancies()).toEqual([
      {
        field: 'time_entry.deleted',
        externalId: entry.id,
        illumeraValue: status,
        alignValue: 'deleted',
        severity: 'critical',
        state: 'open',
        timesSeen: 2,
      },
    ]);
  },
);

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
  );
}

test.each([
  [['time.approved', 'time.unlocked', 'time.rejected', 'time.approved'], 'approved', false],
  [['time.approved', 'time.locked', 'time.invoiced'], 'invoiced', false],
  [['time.approved', 'time.unlocked', 'time.deleted'], 'draft', true],
  [['time.approved', 'time.deleted'], 'approved', false],
  [['time.rejected', 'time.deleted', 'time.unlocked'], 'draft', false],
  [['time.submitted', 'time.rejected', 'time.submitted'], 'submitted', false],
] as const)('ends the same in whatever order %j come, twice over', async (names, status, deleted) => {
  const company = await inboundCompany(database);
  const events = names.map((eventName, step) => ({
    eventName,
    occurredAt: moment(step),
    minutes: 10 + step,
  }));
  const ends = await Promise.all(
    permutations(events).map(async (order) => {
      const entry = await company.linkedEntry();
      for (const { eventName, occurredAt, minutes } of [...order, ...order.toReversed()]) {
        await company.deliver({ eventName, occurredAt, entityId: entry.alignId, payload: { minutes } });
      }
      const end = await company.readEntry(entry.id);
      const open = (await company.discrepancies()).filter(
        (row) => row.externalId === entry.id && row.state === 'open',
      );
      return { status: end.status, minutes: end.minutes, deleted: end.deletedAt !== null, open: open.length };
    }),
  );
  expect(new Set(ends.map((end) => JSON.stringify(end)))).toEqual(new Set([JSON.stringify(ends[0])]));
  expect(ends[0]).toMatchObject({ status, deleted });
});

test('lets the status further along win where two events have one time', async () => {
  const company = await inboundCompany(database);
  for (const order of permutations(['time.approved', 'time.locked'])) {
    const entry = await company.linkedEntry();
    for (const eventName of order) {
      await company.deliver({ eventName, occurredAt: moment(1), entityId: entry.alignId });
    }
    expect((await company.readEntry(entry.id)).status).toBe('locked');
  }
});

test('waits for a link that is not written yet, and the link brings it back', async () => {
  const company = await inboundCompany(database);
  const entry = await company.entry();
  const { id } = await company.store({ eventName: 'time.approved', entityId: entry.alignId });
  expect(await handleDelivery(database, id, noAlign)).toMatchObject({
    kind: 'wait',
    alignEntityId: entry.alignId,
  });
  expect(await company.readDelivery(id)).toMatchObject({
    status: 'received',
    waitingForAlignId: entry.alignId,
  });

  await company.link(entry);
  expect(await jobsOf(id)).toEqual({ now: 2, later: 1 });
  expect(await handleDelivery(database, id, noAlign)).toEqual({ kind: 'applied' });
  expect((await company.readEntry(entry.id)).status).toBe('approved');
  expect(await handleDelivery(database, id, noAlign)).toEqual({ kind: 'skipped' });
});

test('misses no link whose writing is not committed yet when it looks', async () => {
  const company = await inboundCompany(database);
  const entry = await company.entry();
  const { id } = await company.store({ eventName: 'time.approved', entityId: entry.alignId });
  let handled = false;
  const handling = await database.transaction().execute(async (transaction) => {
    await company.link(entry, transaction);
    const outcome = handleDelivery(database, id, noAlign).finally(() => {
      handled = true;
    });
    await expect.poll(async () => handled || (await isSomebodyWaiting())).toBe(true);
    return { outcome };
  });
  expect(await handling.outcome).toEqual({ kind: 'applied' });
});

test('is woken by a link that is written the moment after it looked', async () => {
  const company = await inboundCompany(database);
  const races = Array.from({ length: 25 }, async () => {
    const entry = await company.entry();
    const { id } = await company.store({ eventName: 'time.approved', entityId: entry.alignId });
    const [outcome] = await Promise.all([handleDelivery(database, id, noAlign), company.link(entry)]);
    const { waitingForAlignId } = await company.readDelivery(id);
    return { waitingForAlignId, woken: outcome.kind !== 'wait' || (await jobsOf(id)).now === 2 };
  });
  const ends = await Promise.all(races);
  expect(ends).toEqual(ends.map(() => ({ waitingForAlignId: null, woken: true })));
});

test('shows an event that found no link for an hour as a discrepancy until the link comes', async () => {
  const company = await inboundCompany(database);
  const entry = await company.entry();
  const { id } = await company.store({ eventName: 'time.approved', entityId: entry.alignId });
  await handleDelivery(database, id, noAlign);
  expect(await company.discrepancies()).toEqual([]);
  await database
    .updateTable('alignWebhookDeliveries')
    .set({ receivedAt: sql<Date>`now() - interval '61 minutes'` })
    .where('id', '=', id)
    .execute();
  await handleDelivery(database, id, noAlign);
  const unmatched = { field: 'unmatched_event', externalId: entry.alignId };
  expect(await company.discrepancies()).toMatchObject([{ ...unmatched, state: 'open' }]);
  await company.link(entry);
  await handleDelivery(database, id, noAlign);
  expect(await company.discrepancies()).toMatchObject([{ ...unmatched, state: 'resolved' }]);
});

test('applies an event once when its job runs many times at once', async () => {
  const company = await inboundCompany(database);
  const entry = await company.linkedEntry();
  const { id } = await company.store({ eventName: 'time.approved', entityId: entry.alignId });
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => handleDelivery(database, id, noAlign)));
  expect(outcomes.filter(({ kind }) => kind === 'applied')).toHaveLength(1);
  expect(outcomes.filter(({ kind }) => kind === 'skipped')).toHaveLength(7);
});

test("does not touch another company's entry that has the same Align id", async () => {
  const [ours, theirs] = await Promise.all([inboundCompany(database), inboundCompany(database)]);
  const entry = await theirs.linkedEntry();
  const outcome = await ours.deliver({ eventName: 'time.approved', entityId: entry.alignId });
  expect(outcome).toMatchObject({ kind: 'wait' });
  expect((await theirs.readEntry(entry.id)).status).toBe('submitted');
});

test('keeps an event that was signed more than 25 h before it came, without applying it', async () => {
  const company = await inboundCompany(database);
  const entry = await company.linkedEntry();
  const deliver = (hours: number) => {
    const occurredAt = new Date(Date.now() - hours * 3_600_000).toISOString();
    return company.deliver({ eventName: 'time.approved', entityId: entry.alignId, occurredAt });
  };
  expect(await deliver(25.1)).toMatchObject({ kind: 'ignored' });
  expect((await company.readEntry(entry.id)).status).toBe('submitted');
  expect(await deliver(24.9)).toEqual({ kind: 'applied' });
});

test('applies an event that came in time but is handled days later', async () => {
  const company = await inboundCompany(database);
  const entry = await company.linkedEntry();
  const occurredAt = new Date(Date.now() - 72 * 3_600_000).toISOString();
  const { id } = await company.store({ eventName: 'time.approved', entityId: entry.alignId, occurredAt });
  await database
    .updateTable('alignWebhookDeliveries')
    .set({ receivedAt: occurredAt })
    .where('id', '=', id)
    .execute();
  expect(await handleDelivery(database, id, noAlign)).toEqual({ kind: 'applied' });
});

test.each([
  { eventName: 'time.logged' },
  { eventName: 'time.submitted' },
  { eventName: 'user.updated' },
  { eventName: 'release.released' },
  { eventName: 'webhook.test' },
  { eventName: 'never.heard_of' },
  { eventName: 'constructor' },
  { eventName: 'time.approved', schemaVersion: 2, entityId: 'te_1' },
  { eventName: 'time.approved' },
])('records $eventName (version $schemaVersion) with a reason and does nothing', async (event) => {
  const company = await inboundCompany(database);
  const { id } = await company.store(event);
  expect(await handleDelivery(database, id, noAlign)).toMatchObject({ kind: 'ignored' });
  expect(await company.readDelivery(id)).toMatchObject({
    status: 'processed',
    outcome: expect.stringMatching(/^ignored: ./),
    error: null,
  });
});

test('tries an event that fails again on a schedule, and gives up after five attempts', async () => {
  const company = await inboundCompany(database);
  const entry = await company.linkedEntry();
  const { id } = await company.store({ eventName: 'time.approved', entityId: entry.alignId });
  await sql`
    alter table time_entries add constraint refuse_entry check (id <> ${sql.lit(entry.id)} or status <> 'approved')
  `.execute(database);
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    expect(await handleDelivery(database, id, noAlign)).toMatchObject({ kind: 'failed' });
    expect(await company.readDelivery(id)).toMatchObject({
      attempts: attempt,
      status: attempt < 5 ? 'received' : 'failed',
      error: expect.stringContaining('refuse_entry'),
    });
    expect((await jobsOf(id)).later).toBe(Math.min(attempt, 4));
  }
  expect(await handleDelivery(database, id, noAlign)).toEqual({ kind: 'skipped' });
  await sql`alter table time_entries drop constraint refuse_entry`.execute(database);
});

test('revives a rejected adjustment that Align approves and flags both, the other one being open', async () => {
  const company = await inboundCompany(database);
  const original = await company.linkedEntry('rejected');
  const [first, second] = [await company.linkedEntry('rejected'), await company.entry('draft')];
  for (const { id } of [first, second]) await company.makeAdjustment(id, original.id);
  const outcome = await company.deliver({ eventName: 'time.approved', entityId: first.alignId });
  expect(outcome).toEqual({ kind: 'applied' });
  expect((await company.readEntry(first.id)).status).toBe('approved');
  expect((await company.discrepancies()).map(({ externalId, severity }) => [externalId, severity])).toEqual(
    expect.arrayContaining([
      [first.id, 'warning'],
      [second.id, 'warning'],
    ]),
  );
});

test('flags an open adjustment whose original is resubmitted in Align, critically once both are approved', async () => {
  const company = await inboundCompany(database);
  const original = await company.linkedEntry();
  const about = { entityId: original.alignId };
  await company.deliver({ ...about, eventName: 'time.rejected', occurredAt: moment(1) });
  const adjustment = await company.linkedEntry('submitted');
  await company.makeAdjustment(adjustment.id, original.id);
  await company.deliver({ ...about, eventName: 'time.submitted', occurredAt: moment(2) });
  expect((await company.readEntry(original.id)).status).toBe('submitted');
  const flagged = { field: 'time_entry.adjustments', externalId: adjustment.id, state: 'open' };
  expect(await company.discrepancies()).toMatchObject([{ ...flagged, severity: 'warning' }]);

  await company.deliver({ ...about, eventName: 'time.approved', occurredAt: moment(3) });
  await company.deliver({
    eventName: 'time.approved',
    entityId: adjustment.alignId,
    occurredAt: moment(4),
  });
  expect(await company.discrepancies()).toMatchObject([{ ...flagged, severity: 'critical' }]);

  await company.deliver({ ...about, eventName: 'time.rejected', occurredAt: moment(5) });
  expect(await company.discrepancies()).toMatchObject([{ ...flagged, state: 'resolved' }]);
});

test('leaves the first submission of an entry of ours alone, as it began here', async () => {
  const company = await inboundCompany(database);
  const entry = await company.linkedEntry('draft');
  const outcome = await company.deliver({ eventName: 'time.submitted', entityId: entry.alignId });
  expect(outcome).toMatchObject({ kind: 'ignored' });
  expect((await company.readEntry(entry.id)).status).toBe('draft');
});

test('finds every delivery again whose job was lost, also between two attempts, and none before it is due', async () => {
  const company = await inboundCompany(database);
  const deliveries = await Promise.all(
    [0, 1].map(() => company.store({ eventName: 'time.logged', entityId: 'te_1' })),
  );
  const setDue = (ago: string) =>
    database
      .updateTable('alignWebhookDeliveries')
      .set({ dueAt: sql<Date>`now() - ${ago}::interval` })
      .where('companyId', '=', company.companyId)
      .execute();
  const [untried, tried] = [deliveries[0]?.id ?? '', deliveries[1]?.id ?? ''];
  await database.updateTable('alignWebhookDeliveries').set({ attempts: 2 }).where('id', '=', tried).execute();
  await setDue('-1 hour');
  await sweep(database);
  expect([await jobsOf(untried), await jobsOf(tried)]).toMatchObject([{ now: 1 }, { now: 1 }]);
  await setDue('1 minute');
  await sweep(database);
  expect([await jobsOf(untried), await jobsOf(tried)]).toMatchObject([{ now: 2 }, { now: 2 }]);
});
