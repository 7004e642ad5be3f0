import { useTestDatabase } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { enqueueIntent } from '../../src/index.ts';
import { flagAdjustments } from '../../src/time-entries/flag-adjustments.ts';
import { daysAgo } from './reconciling-company.ts';
import { useStandIn } from './stand-in.ts';

const { database } = await useTestDatabase();
const { newCompany, control } = await useStandIn(database);
type Company = Awaited<ReturnType<typeof newCompany>>;

/** Lets go of an entry at Align, as its people do. */
function deleteAtAlign({ align }: Company, alignId: string) {
  return align.call('deleteTimeEntry', {
    params: { timeEntryId: alignId },
    idempotencyKey: alignId,
  });
}

/** Links one of ours to something that Align does not have. */
function linkToNothing(id: string, alignEntityId = 'te_gone') {
  return database
    .updateTable('alignEntityLinks')
    .set({ alignEntityId })
    .where('externalId', '=', id)
    .execute();
}

test('deletes what Align has deleted as long as its hours do not count', async () => {
  const company = await newCompany();
  const gone = await company.log(daysAgo(1));
  const kept = await company.log(daysAgo(1));
  await deleteAtAlign(company, gone.alignId);
  expect(await company.sweep()).toEqual({ kind: 'ended', state: 'complete' });
  expect((await company.readEntry(gone.id)).deletedAt).not.toBeNull();
  expect((await company.readEntry(kept.id)).deletedAt).toBeNull();
  expect(await company.discrepancies()).toEqual([]);
});

test.each(['original', 'correction'] as const)(
  'an %s that Align has deleted stands beside nothing any more, and no longer as a difference',
  async (deleted) => {
    const company = await newCompany();
    const original = await company.log(daysAgo(1));
    const correction = await company.log(daysAgo(1));
    await database
      .updateTable('timeEntries')
      .set({ isAdjustment: true, adjustsEntryId: original.id })
      .where('id', '=', correction.id)
      .execute();
    const { tenantId, companyId } = company;
    await flagAdjustments(database, { tenantId, companyId, entryId: original.id });
    const difference = { field: 'time_entry.adjustments', externalId: correction.id };
    expect(await company.discrepancies()).toMatchObject([{ ...difference, state: 'open' }]);
    await deleteAtAlign(company, { original, correction }[deleted].alignId);
    expect(await company.sweep()).toEqual({ kind: 'ended', state: 'complete' });
    expect(await company.discrepancies()).toMatchObject([{ ...difference, state: 'resolved' }]);
  },
);

test('keeps hours that count, as one difference that three runs see, and closes it when the sides agree', async () => {
  const company = await newCompany();
  await company.importing('off');
  const { id, alignId } = await company.log(daysAgo(1), 'approved');
  await company.move(alignId, 'submit', 'approve');
  await control('DELETE', `/links/${await company.remoteLinkOf(id)}`);
  await linkToNothing(id);
  for (let night = 1; night <= 3; night += 1) {
    expect(await company.sweep()).toEqual({ kind: 'ended', state: 'complete' });
  }
  const difference = {
    field: 'time_entry.deleted',
    externalId: id,
    illumeraValue: 'approved',
    alignValue: 'deleted',
  };
  expect(await company.discrepancies()).toMatchObject([
    { ...difference, severity: 'critical', state: 'open', timesSeen: 3 },
  ]);
  expect((await company.readEntry(id)).deletedAt).toBeNull();
  await linkToNothing(id, alignId);
  await company.sweep();
  expect(await company.discrepancies()).toMatchObject([{ ...difference, state: 'resolved', timesSeen: 3 }]);
});

test('finds an entry that was moved out of the window', async () => {
  const company = await newCompany();
  const { id, alignId } = await company.log(daysAgo(1), 'submitted');
  const workDate = daysAgo(90);
  await company.align.call('updateTimeEntry', {
    params: { timeEntryId: alignId },
    idempotencyKey: alignId,
    body: { workDate },
  });
  await company.move(alignId, 'submit');
  expect(await company.sweep()).toEqual({ kind: 'ended', state: 'complete' });
  expect(await company.readEntry(id)).toMatchObject({ workDate, status: 'submitted', deletedAt: null });
  expect(await company.discrepancies()).toEqual([]);
});

test('does not take for missing what was linked meanwhile or has an intent that is not settled', async () => {
  const company = await newCompany();
  const { tenantId, companyId } = company;
  const underWay = await company.log(daysAgo(1));
  await enqueueIntent(database, {
    tenantId,
    companyId,
    entityType: 'time_entry',
    localId: underWay.id,
    operation: 'upsert',
  });
  await deleteAtAlign(company, underWay.alignId);
  let late: { id: string; alignId: string } | undefined;
  await company.sweep((client) => ({
    call: async (name, ...parts) => {
      const answer = await client.call(name, ...parts);
      if (name === 'listTimeEntries') late ??= await company.log(daysAgo(1));
      return answer;
    },
  }));
  expect(late).toBeDefined();
  expect((await company.entries()).map(({ deletedAt }) => deletedAt)).toEqual([null, null]);
  expect(await company.discrepancies()).toEqual([]);
});

test.each([
  ['an error of the server', { kind: 'error', status: 502 }],
  ['a page that is not JSON', { kind: 'html' }],
  ['an answer that is cut off', { kind: 'reset' }],
])('reports nothing missing after %s, and does once it can see everything', async (_, fault) => {
  const company = await newCompany();
  const { id, alignId } = await company.log(daysAgo(1));
  await deleteAtAlign(company, alignId);
  await control('POST', '/faults', {
    ...fault,
    method: 'GET',
    path: `/projects/${company.alignProjectId}/time-entries`,
    times: 1,
  });
  const runId = await company.start();
  expect(await company.take(runId)).toEqual({ kind: 'ended', state: 'incomplete' });
  expect((await company.readRun(runId)).gaps).toEqual([
    expect.stringContaining(`the time entries of project ${company.project.id}`),
  ]);
  expect((await company.readEntry(id)).deletedAt).toBeNull();
  expect(await company.sweep()).toEqual({ kind: 'ended', state: 'complete' });
  expect((await company.readEntry(id)).deletedAt).not.toBeNull();
});

test('reports nothing missing after a short page', async () => {
  const company = await newCompany();
  const { id } = await company.log(daysAgo(1));
  const end = await company.sweep((client) => ({
    call: async (name, ...parts) => {
      const answer = await client.call(name, ...parts);
      return name === 'listTimeEntries' ? ({ ...(answer as unknown as object), data: [] } as never) : answer;
    },
  }));
  expect(end).toEqual({ kind: 'ended', state: 'incomplete' });
  expect((await company.readEntry(id)).deletedAt).toBeNull();
  expect(await company.discrepancies()).toEqual([]);
});

test('does not take a project for deleted for one answer of 404', async () => {
  const company = await newCompany();
  await company.log(daysAgo(1));
  const path = `/projects/${company.alignProjectId}/time-entries`;
  await control('POST', '/faults', { kind: 'error', status: 404, method: 'GET', path, times: 1 });
  expect(await company.sweep()).toEqual({ kind: 'ended', state: 'incomplete' });
  expect(await company.discrepancies()).toEqual([]);
  expect(await company.sweep()).toEqual({ kind: 'ended', state: 'complete' });
});

test('flags a project that Align does not have, once, and none of its entries, until it is there again', async () => {
  const company = await newCompany();
  const { id } = await company.log(daysAgo(1));
  await linkToNothing(company.project.id, 'p_gone');
  expect(await company.sweep()).toEqual({ kind: 'ended', state: 'complete' });
  expect(await company.discrepancies()).toMatchObject([{ field: 'project.deleted', state: 'open' }]);
  expect((await company.readEntry(id)).deletedAt).toBeNull();
  expect(await company.take(await company.start({ scope: 'nightly' }))).toEqual({
    kind: 'ended',
    state: 'complete',
  });
  await linkToNothing(company.project.id, company.alignProjectId);
  await company.sweep();
  expect(await company.discrepancies()).toMatchObject([{ field: 'project.deleted', state: 'resolved' }]);
});
