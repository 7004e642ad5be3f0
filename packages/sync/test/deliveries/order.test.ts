import { proofSize, seededRandom, useTestDatabase } from '@illumera/testkit';
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

/** The life of one entry at Align; a longer one has so many orders that the usual run leaves it out. */
const lives = [
  {
    life: ['time.rejected', 'time.submitted', 'time.approved', 'time.locked', 'time.invoiced'],
    end: 'invoiced',
  },
  ...proofSize({
    usual: [],
    full: [
      {
        life: [
          'time.rejected',
          'time.submitted',
          'time.approved',
          'time.unlocked',
          'time.submitted',
          'time.approved',
        ],
        end: 'approved',
      },
      {
        life: [
          'time.submitted',
          'time.approved',
          'time.locked',
          'time.unlocked',
          'time.rejected',
          'time.deleted',
        ],
        end: 'rejected',
      },
    ],
  }),
];

test.each(lives)(
  'ends the same in every order of $life, some of them doubled anywhere',
  async ({ life, end }) => {
    const company = await inboundCompany(database);
    const random = seededRandom('every order of a life');
    const events = life.map((eventName, step) => ({
      eventName,
      occurredAt: moment(step),
      minutes: 10 + step,
    }));
    const withDoubles = (order: typeof events) =>
      order.reduce<typeof events>(
        (sequence, event) =>
          random() < 0.4 ? sequence.toSpliced(Math.floor(random() * sequence.length), 0, event) : sequence,
        order,
      );
    const endOf = async (order: typeof events) => {
      const entry = await company.linkedEntry();
      for (const { eventName, occurredAt, minutes } of withDoubles(order)) {
        await company.deliver({ eventName, occurredAt, entityId: entry.alignId, payload: { minutes } });
      }
      const { status, minutes, deletedAt, rejectionReason } = await company.readEntry(entry.id);
      return { status, minutes, isDeleted: deletedAt !== null, rejectionReason };
    };
    const orders = permutations(events);
    const ends: unknown[] = [];
    while (orders.length > 0) ends.push(...(await Promise.all(orders.splice(0, 24).map(endOf))));
    const last = life.at(-1);
    expect(new Set(ends.map((one) => JSON.stringify(one)))).toEqual(new Set([JSON.stringify(ends[0])]));
    expect(ends[0]).toMatchObject({ status: end, isDeleted: last === 'time.deleted' });
    expect((await company.discrepancies()).filter(({ state }) => state === 'open')).toEqual([]);
  },
  600_000,
);

const happenings = [
  'time.submitted',
  'time.approved',
  'time.rejected',
  'time.locked',
  'time.invoiced',
  'time.unlocked',
  'time.deleted',
] as const;
const EVENTS_OF_A_LONG_LIFE = 20;
const LONG_LIVES = proofSize({ usual: 2, full: 30 });

const shuffled = <Item>(items: readonly Item[], random: () => number): Item[] =>
  items
    .map((item) => ({ item, place: random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ item }) => item);

test(`ends ${LONG_LIVES} long lives the same in any order with doubles, one by one or all at once`, async () => {
  const company = await inboundCompany(database);
  const random = seededRandom('long lives');
  const longLives = Array.from({ length: LONG_LIVES }, () =>
    Array.from({ length: EVENTS_OF_A_LONG_LIFE }, (_, step) => ({
      eventName: happenings[Math.floor(random() * happenings.length)] ?? 'time.approved',
      occurredAt: moment(step),
      payload: { minutes: 10 + step },
    })),
  );
  const endOf = async (arrivals: readonly (typeof longLives)[number][number][], isAtOnce = false) => {
    const { id, alignId: entityId } = await company.linkedEntry();
    const deliver = (event: (typeof arrivals)[number]) => company.deliver({ ...event, entityId });
    if (isAtOnce) await Promise.all(arrivals.map(deliver));
    else for (const event of arrivals) await deliver(event);
    const { status, minutes, deletedAt, rejectionReason } = await company.readEntry(id);
    const open = (await company.discrepancies()).filter(
      (row) => row.externalId === id && row.state === 'open',
    );
    return { status, minutes, isDeleted: deletedAt !== null, rejectionReason, open: open.length };
  };
  for (const life of longLives) {
    const inOrder = await endOf(life);
    const doubled = [...life, ...life.filter(() => random() < 0.4)];
    const ends = [await endOf(shuffled(doubled, random)), await endOf(shuffled(doubled, random), true)];
    expect({ life, ends }).toEqual({ life, ends: [inOrder, inOrder] });
  }
}, 600_000);
