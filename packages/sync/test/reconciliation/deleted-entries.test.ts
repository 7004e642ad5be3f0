import { useTestDatabase } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { deleteTimeEntry } from '../../src/index.ts';
import { daysAgo, type Meddling } from './reconciling-company.ts';
import { useStandIn } from './stand-in.ts';

const { database } = await useTestDatabase();
const standIn = await useStandIn(database);

async function newCompany() {
  const company = await standIn.newCompany();
  const { align, start, take } = company;
  return {
    ...company,
    night: async (meddle?: Meddling) => take(await start({ scope: 'nightly' }), meddle),
    deleteAtAlign: (alignId: string) =>
      align.call('deleteTimeEntry', { params: { timeEntryId: alignId }, idempotencyKey: alignId }),
  };
}
type Company = Awaited<ReturnType<typeof newCompany>>;

const complete = { kind: 'ended', state: 'complete' };

/** Align answers, without an error, as if it had no entries and no links. */
const emptyHanded: Meddling = (client) => ({
  call: async (name, ...parts) => {
    const isEmpty = name === 'listTimeEntries' || name === 'listIntegrationLinks';
    if (isEmpty) return { data: [], page: 1, pageSize: 100, total: 0 } as never;
    return client.call(name, ...parts);
  },
});

test.each([
  [
    'its event told',
    (company: Company, alignId: string) => company.deliver('time.deleted', { alignId, payload: {} }),
  ],
  ['a run found out', (company: Company) => company.sweep()],
])(
  'an entry that Align deleted, as %s, is no difference of its link, tonight or any night',
  async (_, find) => {
    const company = await newCompany();
    const { id, alignId } = await company.log(daysAgo(1));
    const kept = await company.log(daysAgo(1));
    await company.deleteAtAlign(alignId);
    await find(company, alignId);
    expect((await company.readEntry(id)).deletedAt).not.toBeNull();
    for (let night = 1; night <= 2; night += 1) expect(await company.night()).toEqual(complete);
    expect(await company.discrepancies()).toEqual([]);
    expect((await company.readEntry(kept.id)).deletedAt).toBeNull();
  },
);

test('gives back what a run deleted because Align did not show it, once Align shows it again', async () => {
  const company = await newCompany();
  const entries = await company.logMany([daysAgo(1), daysAgo(1), daysAgo(2)], 'submitted');
  await Promise.all(entries.map(({ alignId }) => company.move(alignId, 'submit')));
  const [, approved] = entries;
  expect(await company.sweep(emptyHanded)).toEqual(complete);
  expect((await company.entries()).every(({ deletedAt }) => deletedAt !== null)).toBe(true);
  await company.move(approved?.alignId ?? '', 'approve');
  // The first gives them back, the second sees how they are by now.
  for (let hour = 1; hour <= 2; hour += 1) expect(await company.sweep()).toEqual(complete);
  expect(
    (await company.entries()).map(({ deletedAt, status, source }) => [deletedAt, status, source]),
  ).toEqual([
    [null, 'submitted', 'illumera'],
    [null, 'approved', 'illumera'],
    [null, 'submitted', 'illumera'],
  ]);
  const changes = await company.changes();
  await company.sweep();
  expect(await company.changes()).toEqual(changes);
  expect(await company.discrepancies()).toEqual([]);
});

test('gives nothing back that people deleted, or Align by its event', async () => {
  const company = await newCompany();
  const [ours, theirs] = await company.logMany([daysAgo(1), daysAgo(1)]);
  if (ours === undefined || theirs === undefined) throw new Error('no entries');
  const talent = await company.talent();
  // Nothing is sent while there is no connection, so that Align goes on to have it.
  const connection = database.updateTable('alignConnections').where('id', '=', company.connection.id);
  await connection.set({ status: 'disconnected' }).execute();
  expect(await deleteTimeEntry(database, talent, ours.id)).toMatchObject({ kind: 'done' });
  await connection.set({ status: 'active' }).execute();
  await company.deliver('time.deleted', { alignId: theirs.alignId, payload: {} });
  await company.sweep();
  expect((await company.entries()).map(({ deletedAt }) => deletedAt !== null)).toEqual([true, true]);
});
