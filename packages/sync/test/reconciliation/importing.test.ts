import { useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { enqueueIntent } from '../../src/index.ts';
import { daysAgo, type Meddling } from './reconciling-company.ts';
import { useStandIn } from './stand-in.ts';

const { database } = await useTestDatabase();
const { newCompany } = await useStandIn(database);

test.each([
  ['off', 0],
  ['reconcile', 1],
  ['realtime', 1],
] as const)(
  'with the import %s takes over %i entry that began in Align, once, and follows it',
  async (mode, count) => {
    const company = await newCompany();
    await company.importing(mode);
    const alignId = await company.logAtAlign(daysAgo(1), 45);
    await company.sweep();
    await company.sweep();
    const imported = { source: 'align', minutes: 45, workDate: daysAgo(1) };
    expect(await company.entries()).toMatchObject(
      Array.from({ length: count }, () => ({ ...imported, status: 'draft' })),
    );
    await company.move(alignId, 'submit', 'approve');
    await company.sweep();
    expect(await company.entries()).toMatchObject(
      Array.from({ length: count }, () => ({ ...imported, status: 'approved' })),
    );
  },
);

test('leaves the hours of people alone who are not engaged here', async () => {
  const company = await newCompany();
  await database
    .updateTable('engagements')
    .set({ status: 'ended' })
    .where('id', '=', company.engagement.id)
    .execute();
  await company.logAtAlign(daysAgo(1));
  expect(await company.sweep()).toEqual({ kind: 'ended', state: 'complete' });
  expect(await company.entries()).toEqual([]);
  expect(await company.discrepancies()).toEqual([]);
});

test('gives an entry of ours that has lost its link the link back, and makes no second one of it', async () => {
  const company = await newCompany();
  const { id } = await company.log(daysAgo(1), 'submitted');
  await database.deleteFrom('alignEntityLinks').where('externalId', '=', id).execute();
  await company.sweep();
  expect(await company.entries()).toMatchObject([{ id, source: 'illumera' }]);
  await company.sweep();
  expect(await company.entries()).toMatchObject([{ id, status: 'draft' }]);
});

test('gives it back beside an entry of Align’s of the same person and project', async () => {
  const company = await newCompany();
  const { id, alignId } = await company.log(daysAgo(1), 'submitted');
  await company.logAtAlign(daysAgo(2), 45);
  await database.deleteFrom('alignEntityLinks').where('externalId', '=', id).execute();
  await company.sweep();
  expect(await company.alignIdOf(id)).toBe(alignId);
  expect((await company.entries()).map(({ source }) => source)).toEqual(['illumera', 'align']);
});

test('does not take one of ours for one of theirs while it is being created or deleted', async () => {
  const company = await newCompany();
  const { tenantId, companyId } = company;
  const { id, alignId } = await company.log(daysAgo(1));
  const intent = { tenantId, companyId, entityType: 'time_entry', localId: id } as const;
  await enqueueIntent(database, { ...intent, operation: 'upsert' });
  await database.deleteFrom('alignEntityLinks').where('externalId', '=', id).execute();
  await database
    .updateTable('timeEntries')
    .set({ workDate: daysAgo(5) })
    .where('id', '=', id)
    .execute();
  await database
    .updateTable('alignSyncOutbox')
    .set({ status: 'processing', firstSentAt: sql<Date>`now()` })
    .where('localId', '=', id)
    .execute();
  await company.sweep();
  expect(await company.entries()).toHaveLength(1);

  await company.link('time_entry', id, alignId);
  await database.updateTable('alignSyncOutbox').set({ status: 'done' }).where('localId', '=', id).execute();
  await company.sweep((client) => ({
    call: async (name, ...parts) => {
      const answer = await client.call(name, ...parts);
      // Deleted here and at Align after the page was written.
      await database.deleteFrom('alignEntityLinks').where('externalId', '=', id).execute();
      await database.updateTable('timeEntries').set({ deletedAt: new Date() }).where('id', '=', id).execute();
      await enqueueIntent(database, { ...intent, operation: 'delete' });
      await database
        .updateTable('alignSyncOutbox')
        .set({ status: 'done', settledAt: sql<Date>`now()` })
        .where('localId', '=', id)
        .execute();
      return answer;
    },
  }));
  expect(await company.entries()).toMatchObject([{ id, source: 'illumera' }]);
});

test('brings in what began in Align although a create of ours failed, which is not it', async () => {
  const company = await newCompany();
  const { tenantId, companyId } = company;
  const { id } = await company.log(daysAgo(5));
  const intent = { tenantId, companyId, entityType: 'time_entry', localId: id } as const;
  await enqueueIntent(database, { ...intent, operation: 'upsert' });
  await database.deleteFrom('alignEntityLinks').where('externalId', '=', id).execute();
  await database
    .updateTable('timeEntries')
    .set({ workDate: daysAgo(6) })
    .where('id', '=', id)
    .execute();
  await database
    .updateTable('alignSyncOutbox')
    .set({ status: 'failed', firstSentAt: sql<Date>`now()` })
    .where('localId', '=', id)
    .execute();
  const theirs = [daysAgo(1), daysAgo(2), daysAgo(6)];
  for (const day of theirs) await company.logAtAlign(day, 45);
  let asked = 0;
  expect(
    await company.sweep((client) => ({
      call: (name, ...parts) => {
        asked += name === 'listIntegrationLinks' ? 1 : 0;
        return client.call(name, ...parts);
      },
    })),
  ).toEqual({ kind: 'ended', state: 'complete' });
  const entries = await company.entries();
  expect(
    entries
      .filter(({ source }) => source === 'align')
      .map(({ workDate }) => workDate)
      .toSorted(),
  ).toEqual(theirs.toSorted());
  expect(entries.filter(({ source }) => source === 'illumera')).toMatchObject([{ id, minutes: 60 }]);
  expect(asked).toBe(1);
});

/** Align says of all that it lists that it took so many minutes. */
const saying =
  (minutes: number): Meddling =>
  (client) => ({
    call: async (name, ...parts) => {
      const answer = await client.call(name, ...parts);
      if (name !== 'listTimeEntries') return answer;
      const page = answer as unknown as { data: object[] };
      return { ...page, data: page.data.map((entry) => ({ ...entry, minutes })) } as never;
    },
  });

test('hours of Align’s that no day has are one difference on three nights, resolved once a day has them', async () => {
  const company = await newCompany();
  const alignId = await company.logAtAlign(daysAgo(1), 45);
  const difference = { field: 'time_entry.minutes', externalId: alignId, illumeraValue: null };
  for (let night = 1; night <= 3; night += 1) await company.sweep(saying(2_000));
  expect(await company.discrepancies()).toMatchObject([
    { ...difference, alignValue: '2000', state: 'open', timesSeen: 3 },
  ]);
  expect(await company.entries()).toEqual([]);
  await company.sweep(saying(90));
  expect(await company.entries()).toMatchObject([{ source: 'align', minutes: 90 }]);
  expect(await company.discrepancies()).toMatchObject([{ ...difference, state: 'resolved' }]);
});
