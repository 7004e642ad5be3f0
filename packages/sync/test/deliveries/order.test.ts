import { useTestDatabase } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { inboundCompany, moment } from '../inbound-company.ts';

const { database } = await useTestDatabase();

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
