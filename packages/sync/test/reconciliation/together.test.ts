import { useTestDatabase } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { daysAgo } from './reconciling-company.ts';
import { useStandIn } from './stand-in.ts';

const { database } = await useTestDatabase();
const { newCompany } = await useStandIn(database);
type Company = Awaited<ReturnType<typeof newCompany>>;

/** What Align's people did with an entry while nobody told us. */
const ways = [
  ['submit', 'approve'],
  ['submit', 'approve', 'lock'],
  ['submit', 'approve', 'invoice'],
  ['submit', 'reject'],
  ['submit', 'approve', 'unlock'],
  [],
] as const;

/** Submitted entries of ours, each gone its way at Align, every other one with other hours there. */
async function divergedCompany() {
  const company = await newCompany();
  const entries = await company.logMany(Array(2 * ways.length).fill(daysAgo(1)), 'submitted');
  for (const [place, { alignId }] of entries.entries()) {
    if (place % 2 === 1) await changeAtAlign(company, alignId);
    await company.move(alignId, ...(ways[place % ways.length] ?? []));
  }
  const ids = entries.map(({ id }) => id);
  const sent = JSON.stringify({ minutes: 60 });
  await database
    .updateTable('alignEntityLinks')
    .set({ lastSent: sent })
    .where('externalId', 'in', ids)
    .execute();
  await database
    .updateTable('timeEntries')
    .set({ rejectionReason: 'as before', syncError: 'as before' })
    .where('id', 'in', ids)
    .execute();
  return { company, entries };
}

async function changeAtAlign({ align }: Company, timeEntryId: string): Promise<void> {
  const body = { minutes: 75, workDate: daysAgo(2), description: 'Other work' };
  await align.call('updateTimeEntry', { params: { timeEntryId }, idempotencyKey: timeEntryId, body });
}

/** What stands of the entries afterwards, in their order. */
async function endOf({ company, entries }: Awaited<ReturnType<typeof divergedCompany>>) {
  const changes = new Map((await company.changes()).map((change) => [change.externalId, change]));
  return Promise.all(
    entries.map(async ({ id }) => {
      const { status, minutes, workDate, notes, rejectionReason, syncStatus, syncError, alignOccurredAt } =
        await company.readEntry(id);
      const { lastSent } = await database
        .selectFrom('alignEntityLinks')
        .select('lastSent')
        .where('externalId', '=', id)
        .executeTakeFirstOrThrow();
      const content = { status, minutes, workDate, notes, rejectionReason };
      const { before, after } = changes.get(id) ?? {};
      const { projectId: _, userId: __, ...there } = (after ?? {}) as Record<string, unknown>;
      return { ...content, syncStatus, syncError, lastSent, before, there, isSaid: alignOccurredAt !== null };
    }),
  );
}

test('entries that are healed together end as those that are healed one by one, by the handler of events', async () => {
  const together = await divergedCompany();
  const oneByOne = await divergedCompany();
  for (const { alignId } of oneByOne.entries)
    await oneByOne.company.noteEvent('time.submitted', { alignId, occurredAt: new Date(0) });
  for (const { company } of [together, oneByOne])
    expect(await company.sweep()).toEqual({ kind: 'ended', state: 'complete' });
  const end = await endOf(together);
  expect(end).toEqual(await endOf(oneByOne));
  expect(end.map(({ status }) => status)).toEqual(
    [...ways, ...ways].map(
      (_, place) => ['approved', 'locked', 'invoiced', 'rejected', 'draft', 'draft'][place % ways.length],
    ),
  );
  expect(end.every(({ isSaid, lastSent, there }) => isSaid && lastSent === null && 'status' in there)).toBe(
    true,
  );
});

test('an original that Align approved beside its approved correction is flagged by the run that sees it', async () => {
  const company = await newCompany();
  const [original, correction, other] = await company.logMany(Array(3).fill(daysAgo(1)), 'submitted');
  if (original === undefined || correction === undefined || other === undefined)
    throw new Error('no entries');
  await database
    .updateTable('timeEntries')
    .set({ isAdjustment: true, adjustsEntryId: original.id })
    .where('id', '=', correction.id)
    .execute();
  for (const { alignId } of [original, correction, other]) await company.move(alignId, 'submit', 'approve');
  await company.sweep();
  expect((await company.entries()).map(({ status }) => status)).toEqual(Array(3).fill('approved'));
  expect(await company.discrepancies()).toMatchObject([
    { field: 'time_entry.adjustments', externalId: correction.id, severity: 'critical' },
  ]);
});

test('what Align never had with minutes of no day keeps ours, and is handed to people', async () => {
  const company = await newCompany();
  const { id } = await company.log(daysAgo(1), 'submitted');
  await company.sweep((client) => ({
    call: async (name, ...parts) => {
      const answer = await client.call(name, ...parts);
      if (name !== 'listTimeEntries') return answer;
      const page = answer as unknown as { data: object[] };
      return { ...page, data: page.data.map((entry) => ({ ...entry, minutes: 2_000 })) } as never;
    },
  }));
  expect(await company.readEntry(id)).toMatchObject({ minutes: 60, status: 'draft' });
  expect(await company.discrepancies()).toMatchObject([{ field: 'time_entry.minutes', alignValue: '2000' }]);
});
