import { type AlignTransport, createAlignTransport } from '@illumera/align-client';
import { type AlignSandbox, startAlignSandbox, useTestDatabase } from '@illumera/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enqueueIntent } from '../../src/index.ts';
import { daysAgo, reconcilingCompany } from './reconciling-company.ts';

const { database } = await useTestDatabase();
let sandbox: AlignSandbox;
let transport: AlignTransport;
const newCompany = () => reconcilingCompany({ database, sandbox, transport });

beforeAll(async () => {
  sandbox = await startAlignSandbox({ SANDBOX_SWITCHES: 'rateLimit=100000/60' });
  transport = createAlignTransport({ baseUrl: `${sandbox.url}/api/v1` });
});
afterAll(async () => {
  await transport.close();
  await sandbox.stop();
});

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

test('leaves an entry alone that followed an event after its page was asked for', async () => {
  const company = await newCompany();
  const { id, alignId } = await company.log(daysAgo(1), 'submitted');
  await company.move(alignId, 'submit', 'approve');
  const soon = new Date(Date.now() + 60_000);
  await database
    .updateTable('timeEntries')
    .set({ status: 'locked', alignOccurredAt: soon })
    .where('id', '=', id)
    .execute();
  await company.sweep();
  expect(await company.readEntry(id)).toMatchObject({ status: 'locked' });
});
