import { useTestDatabase } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { enqueueIntent, readTimeline } from '../../src/index.ts';
import { daysAgo, type Meddling } from './reconciling-company.ts';
import { useStandIn } from './stand-in.ts';

const { database } = await useTestDatabase();
const { newCompany } = await useStandIn(database);

test.each([
  ['submitted', ['submit']],
  ['approved', ['submit', 'approve']],
  ['rejected', ['submit', 'reject']],
  ['locked', ['submit', 'approve', 'lock']],
  ['invoiced', ['submit', 'approve', 'invoice']],
  ['draft', ['submit', 'approve', 'unlock']],
] as const)('brings an entry to %s as Align shows it, once', async (status, steps) => {
  const company = await newCompany();
  const { id, alignId } = await company.log(daysAgo(1), 'submitted');
  await company.move(alignId, ...steps);
  expect(await company.sweep()).toEqual({ kind: 'ended', state: 'complete' });
  expect(await company.readEntry(id)).toMatchObject({ status, minutes: 60, notes: 'Work' });
  expect(await company.changes()).toHaveLength(status === 'submitted' ? 0 : 1);
  expect(await company.sweep()).toEqual({ kind: 'ended', state: 'complete' });
  expect(await company.changes()).toHaveLength(status === 'submitted' ? 0 : 1);
  expect(await company.discrepancies()).toEqual([]);
});

test.each(['approved', 'rejected', 'locked', 'invoiced'] as const)(
  'keeps an entry %s that was decided on before it came to this organization, until this one decides',
  async (status) => {
    const company = await newCompany();
    const { id, alignId } = await company.log(daysAgo(1), status);
    await company.sweep();
    await company.move(alignId, 'submit');
    await company.sweep();
    expect(await company.readEntry(id)).toMatchObject({ status });
    expect(await company.changes()).toEqual([]);
    await company.move(alignId, 'reject');
    await company.sweep();
    expect(await company.readEntry(id)).toMatchObject({ status: 'rejected' });
  },
);

test("takes over Align's minutes, date and text from the submission on, and keeps the reason of a rejection", async () => {
  const company = await newCompany();
  const { id, alignId } = await company.log(daysAgo(2), 'rejected');
  await database
    .updateTable('timeEntries')
    .set({ rejectionReason: 'too many' })
    .where('id', '=', id)
    .execute();
  const body = { workDate: daysAgo(3), minutes: 45, description: 'Corrected' };
  await company.align.call('updateTimeEntry', {
    params: { timeEntryId: alignId },
    idempotencyKey: alignId,
    body,
  });
  await company.move(alignId, 'submit', 'reject');
  await company.sweep();
  const { description: notes, ...rest } = body;
  expect(await company.readEntry(id)).toMatchObject({
    ...rest,
    notes,
    status: 'rejected',
    rejectionReason: 'too many',
  });
});

test('leaves an entry alone while an intent of its is not settled or has failed', async () => {
  const company = await newCompany();
  const { tenantId, companyId } = company;
  const { id, alignId } = await company.log(daysAgo(1), 'submitted');
  await company.move(alignId, 'submit', 'approve');
  await enqueueIntent(database, {
    tenantId,
    companyId,
    entityType: 'time_entry',
    localId: id,
    operation: 'upsert',
  });
  for (const status of ['pending', 'processing', 'failed'] as const) {
    await database.updateTable('alignSyncOutbox').set({ status }).where('localId', '=', id).execute();
    await company.sweep();
    expect(await company.readEntry(id)).toMatchObject({ status: 'submitted' });
  }
  await database.updateTable('alignSyncOutbox').set({ status: 'done' }).where('localId', '=', id).execute();
  await company.sweep();
  expect(await company.readEntry(id)).toMatchObject({ status: 'approved' });
});

test('leaves an entry alone that was changed after its page was asked for, whatever the clocks say', async () => {
  const company = await newCompany();
  const { id, alignId } = await company.log(daysAgo(1), 'submitted');
  await company.move(alignId, 'submit');
  const longAgo = new Date(Date.now() - 3_600_000);
  await company.sweep((client) => ({
    call: async (name, ...parts) => {
      const answer = await client.call(name, ...parts);
      await company.follow(id, { status: 'approved', alignOccurredAt: longAgo });
      return answer;
    },
  }));
  expect(await company.readEntry(id)).toMatchObject({ status: 'approved' });
});

test("heals an entry whose last event is ahead of our clock, and keeps to the order of Align's", async () => {
  const company = await newCompany();
  const { id, alignId } = await company.log(daysAgo(1), 'submitted');
  await company.move(alignId, 'submit', 'approve');
  const ahead = new Date(Date.now() + 60_000);
  await company.follow(id, { status: 'submitted', alignOccurredAt: ahead });
  await company.sweep();
  const { status, alignOccurredAt } = await company.readEntry(id);
  expect(status).toBe('approved');
  expect(alignOccurredAt?.getTime()).toBe(ahead.getTime() + 1);
});

test('follows the time entries of every project that is linked, and leaves those of other companies alone', async () => {
  const [company, other] = [await newCompany(), await newCompany()];
  const { id, alignId } = await company.log(daysAgo(1), 'submitted');
  const theirs = await other.log(daysAgo(1), 'submitted');
  await company.move(alignId, 'submit', 'approve');
  await other.move(theirs.alignId, 'submit', 'approve');
  await company.sweep();
  expect(await company.readEntry(id)).toMatchObject({ status: 'approved' });
  expect(await other.readEntry(theirs.id)).toMatchObject({ status: 'submitted' });
});

test('reaches back to the oldest entry that is not final', async () => {
  const company = await newCompany();
  const old = await company.log(daysAgo(400), 'locked');
  await company.move(old.alignId, 'submit', 'approve', 'invoice');
  await company.sweep();
  expect(await company.readEntry(old.id)).toMatchObject({ status: 'invoiced' });
});

test('looks eight days back where every entry is final, and no further', async () => {
  const company = await newCompany();
  const asked: (string | undefined)[] = [];
  const listening: Meddling = (client) => ({
    call: (name, ...parts) => {
      const { query } = (parts[0] ?? {}) as unknown as { query?: { startDate?: string } };
      if (name === 'listTimeEntries') asked.push(query?.startDate);
      return client.call(name, ...parts);
    },
  });
  const within = await company.log(daysAgo(8), 'invoiced');
  const before = await company.log(daysAgo(9), 'invoiced');
  for (const { alignId } of [within, before]) await company.move(alignId, 'submit', 'reject');
  const [from, until] = [daysAgo(8), await company.sweep(listening).then(() => daysAgo(8))];
  expect(asked).toHaveLength(1);
  expect([from, until]).toContain(asked[0]);
  expect(await company.readEntry(within.id)).toMatchObject({ status: 'rejected' });
  expect(await company.readEntry(before.id)).toMatchObject({ status: 'invoiced' });
});

test('an unlocked entry stays a draft while Align goes on to call it approved, unless Align is seen to say draft', async () => {
  const company = await newCompany();
  const entries = [await company.log(daysAgo(1), 'draft'), await company.log(daysAgo(1), 'draft')];
  const [unlocked, other] = entries;
  for (const { id, alignId } of entries) {
    await company.move(alignId, 'submit', 'approve');
    const occurredAt = new Date(Date.now() - 60_000);
    await company.noteEvent('time.unlocked', { alignId, occurredAt });
    await database
      .updateTable('timeEntries')
      .set({ alignOccurredAt: occurredAt })
      .where('id', '=', id)
      .execute();
  }
  await company.sweep();
  expect((await company.entries()).map(({ status }) => status)).toEqual(['draft', 'draft']);
  await company.move(other?.alignId ?? '', 'unlock');
  await company.sweep();
  expect(await company.readEntry(unlocked?.id ?? '')).toMatchObject({ status: 'approved' });
});

test('flags a draft of ours whose content differs, once however often it is seen, until the sides agree', async () => {
  const company = await newCompany();
  const { id } = await company.log(daysAgo(1));
  await database.updateTable('timeEntries').set({ minutes: 30 }).where('id', '=', id).execute();
  for (let night = 1; night <= 3; night += 1) await company.sweep();
  const { id: lastRun } = (await company.runs()).at(-1) ?? { id: '' };
  expect(await company.readRun(lastRun)).toMatchObject({ counts: { time_entries: { found: 1 } } });
  expect(await company.discrepancies()).toMatchObject([
    { field: 'time_entry.content', externalId: id, state: 'open', timesSeen: 3 },
  ]);
  expect(await company.readEntry(id)).toMatchObject({ minutes: 30 });
  await database.updateTable('timeEntries').set({ minutes: 60 }).where('id', '=', id).execute();
  await company.sweep();
  expect(await company.discrepancies()).toMatchObject([{ state: 'resolved', timesSeen: 3 }]);
});

test('a change that a run has made stands in the history of its entry', async () => {
  const company = await newCompany();
  const { id, alignId } = await company.log(daysAgo(1), 'submitted');
  await company.move(alignId, 'submit', 'approve');
  const runId = await company.start();
  await company.take(runId);
  const operator = {
    userId: 'operator',
    tenantId: company.tenantId,
    companyId: null,
    personId: null,
  } as const;
  const timeline = await readTimeline(
    database,
    { ...operator, role: 'platform_admin' },
    { externalType: 'time_entry', externalId: id },
  );
  expect(timeline).toMatchObject({
    kind: 'done',
    value: { data: [{ kind: 'link' }, { kind: 'change', detail: 'Set right by reconciliation' }] },
  });
});
