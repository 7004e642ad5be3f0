import { useTestDatabase } from '@illumera/testkit';
import { afterEach, expect, test } from 'vitest';
import { atOnce } from '../../src/reconciliation/at-once.ts';
import { daysAgo, type Meddling } from './reconciling-company.ts';
import { useStandIn } from './stand-in.ts';

const { database } = await useTestDatabase();
const { newCompany, control } = await useStandIn(database);
type Company = Awaited<ReturnType<typeof newCompany>>;

const ENTRIES = 347;
const OF_ALIGN = 40;

afterEach(() => control('PATCH', '/switches', { listOrder: 'stable' }));

/** Entries of ours, a tenth of which Align has as drafts again without a word, among others that come and go there. */
async function busyCompany(dayOf: (index: number) => string, count = ENTRIES) {
  const company = await newCompany();
  await company.importing('off');
  const theirs: string[] = [];
  await atOnce(Array(OF_ALIGN).keys(), 8, async (index) => {
    theirs.push(await company.logAtAlign(dayOf(index)));
  });
  const days = Array.from({ length: count - OF_ALIGN }, (_, index) => dayOf(index));
  const ours = await company.logMany(days);
  const changed = ours.filter((_, index) => index % 10 === 0).map(({ id }) => id);
  await database.updateTable('timeEntries').set({ status: 'submitted' }).where('id', 'in', changed).execute();
  return { company, ours, theirs };
}

/** After each page that is read, one entry comes and one goes, so many times. */
function meddleWith({ align, logAtAlign }: Company, theirs: string[], times: number): Meddling {
  let left = times;
  return (client) => ({
    call: async (name, ...parts) => {
      const answer = await client.call(name, ...parts);
      if (name !== 'listTimeEntries' || left === 0) return answer;
      left -= 1;
      theirs.push(await logAtAlign(daysAgo(left % 5)));
      const id = theirs.shift();
      if (id !== undefined)
        await align.call('deleteTimeEntry', { params: { timeEntryId: id }, idempotencyKey: id });
      return answer;
    },
  });
}

test.each([
  ['over five days', (index: number) => daysAgo(index % 5)],
  ['on one day', () => daysAgo(1)],
])(
  'misses none of 347 entries %s while rows come and go in no order, and takes none for missing',
  async (_, dayOf) => {
    const { company, ours, theirs } = await busyCompany(dayOf);
    await control('PATCH', '/switches', { listOrder: 'unstable' });
    expect(await company.sweep(meddleWith(company, theirs, 15))).toEqual({
      kind: 'ended',
      state: 'complete',
    });
    const entries = await company.entries();
    expect(entries).toHaveLength(ours.length);
    expect(entries.filter(({ status, deletedAt }) => status !== 'draft' || deletedAt !== null)).toEqual([]);
    expect(await company.discrepancies()).toEqual([]);
  },
);

test('is incomplete and reports nothing missing where the pages never hold still', async () => {
  const { company, theirs } = await busyCompany(() => daysAgo(1), 130);
  const gone = await company.log(daysAgo(1));
  await company.align.call('deleteTimeEntry', {
    params: { timeEntryId: gone.alignId },
    idempotencyKey: gone.id,
  });
  await control('PATCH', '/switches', { listOrder: 'unstable' });
  const meddle: Meddling = (client) => ({
    call: async (name, ...parts) => {
      if (name === 'listTimeEntries') await company.logAtAlign(daysAgo(1));
      return client.call(name, ...parts);
    },
  });
  expect(theirs).toHaveLength(OF_ALIGN);
  expect(await company.sweep(meddle)).toEqual({ kind: 'ended', state: 'incomplete' });
  expect((await company.readEntry(gone.id)).deletedAt).toBeNull();
  expect(await company.discrepancies()).toEqual([]);
});

test('confirms by itself an entry that slipped between two pages although as many rows were seen as there are', async () => {
  const company = await newCompany();
  await company.importing('off');
  const first = await company.logAtAlign(daysAgo(3));
  await company.logMany(Array(120).fill(daysAgo(3)));
  let pages = 0;
  const end = await company.sweep((client) => ({
    call: async (name, ...parts) => {
      const answer = await client.call(name, ...parts);
      pages += name === 'listTimeEntries' ? 1 : 0;
      if (name === 'listTimeEntries' && pages === 1) {
        await company.align.call('deleteTimeEntry', {
          params: { timeEntryId: first },
          idempotencyKey: first,
        });
        await company.logAtAlign(daysAgo(3));
      }
      return answer;
    },
  }));
  expect(end).toEqual({ kind: 'ended', state: 'complete' });
  expect(pages).toBe(4);
  expect((await company.entries()).filter(({ deletedAt }) => deletedAt !== null)).toEqual([]);
  expect(await company.discrepancies()).toEqual([]);
});
