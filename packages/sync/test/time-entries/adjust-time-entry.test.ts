import { createTimeEntry as createEntryRow, useTestDatabase } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { adjustTimeEntry } from '../../src/time-entries/adjust-time-entry.ts';
import { buildCompany, readIntents } from '../support/build-company.ts';

const { database } = await useTestDatabase();
const company = await buildCompany(database);
const { talent, engagement } = company;

const reject = () =>
  createEntryRow(database, engagement, { status: 'rejected', rejectionReason: 'Too long', notes: 'Welding' });

async function adjust(entryId: string) {
  const outcome = await adjustTimeEntry(database, talent, { entryId, minutes: 45 });
  if (outcome.kind !== 'done') throw new Error(outcome.kind);
  return outcome.value;
}

test('makes a corrected draft that refers to the rejected entry', async () => {
  const rejected = await reject();
  const adjustment = await adjust(rejected.id);
  expect(adjustment).toMatchObject({
    status: 'draft',
    isAdjustment: true,
    adjustsEntryId: rejected.id,
    workDate: rejected.workDate,
    minutes: 45,
    notes: 'Welding',
    rejectionReason: null,
  });
  expect(await readIntents(database, company.companyId)).toContain(`upsert time_entry ${adjustment.id}`);
});

test('of many adjustments at once one is made', async () => {
  const rejected = await reject();
  const outcomes = await Promise.all(
    Array.from({ length: 6 }, () => adjustTimeEntry(database, talent, { entryId: rejected.id, minutes: 1 })),
  );
  expect(outcomes.filter((outcome) => outcome.kind === 'done')).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome.kind === 'conflict')).toHaveLength(5);
});

test('a rejected adjustment is adjusted in turn, but never beside another one of the same hours', async () => {
  const original = await reject();
  const first = await adjust(original.id);
  await database.updateTable('timeEntries').set({ status: 'rejected' }).where('id', '=', first.id).execute();
  const second = await adjust(first.id);
  expect(second.adjustsEntryId).toBe(first.id);
  expect(await adjustTimeEntry(database, talent, { entryId: original.id, minutes: 1 })).toEqual({
    kind: 'conflict',
    reason: `entry ${second.id} stands for these hours already; it is draft`,
  });
});

test('a deleted adjustment makes room for another', async () => {
  const original = await reject();
  const first = await adjust(original.id);
  await database
    .updateTable('timeEntries')
    .set({ deletedAt: new Date() })
    .where('id', '=', first.id)
    .execute();
  expect(await adjust(original.id)).toMatchObject({ adjustsEntryId: original.id });
});
