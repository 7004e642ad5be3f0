import { randomUUID } from 'node:crypto';
import { type AlignClient, AlignNetworkError } from '@illumera/align-client';
import { useTestDatabase } from '@illumera/testkit';
import { expect, test } from 'vitest';
import type { AlignOf } from '../src/index.ts';
import { inboundCompany, moment } from './inbound-company.ts';

const { database } = await useTestDatabase();

/** Align as a connection's client sees it, with one answer to everything. */
function answering(answer: () => unknown): AlignOf {
  const client: AlignClient = { call: async () => answer() as never };
  return () => client;
}

test.each([
  { tied: ['time.approved', 'time.unlocked'], said: 'draft', end: 'draft' },
  { tied: ['time.approved', 'time.unlocked'], said: 'locked', end: 'approved' },
  { tied: ['time.approved', 'time.locked'], said: 'locked', end: 'locked' },
  { tied: ['time.rejected', 'time.approved'], said: 'rejected', end: 'rejected' },
])('asks Align when $tied have one time: it says $said', async ({ tied, said, end }) => {
  const company = await inboundCompany(database);
  for (const order of [tied, tied.toReversed()]) {
    const entry = await company.linkedEntry();
    const align = answering(() => ({
      data: [{ id: entry.alignId, status: said, minutes: 33 }],
      total: 1,
    }));
    for (const eventName of order) {
      const payload = { projectId: 'p_1', minutes: 10 };
      await company.deliver({ eventName, occurredAt: moment(1), entityId: entry.alignId, payload }, align);
    }
    expect(await company.readEntry(entry.id)).toMatchObject({ status: end, minutes: 33 });
  }
});

const ORDERS_OF_THREE = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const;

test.each([
  ['time.approved', 'time.rejected', 'time.unlocked'],
  ['time.approved', 'time.locked', 'time.unlocked'],
  ['time.locked', 'time.rejected', 'time.unlocked'],
  ['time.approved', 'time.locked', 'time.rejected'],
])('ends the same in whichever order %s, %s and %s of one time come', async (...tied) => {
  const company = await inboundCompany(database);
  for (const said of ['draft', 'locked', undefined]) {
    const endOf = async (order: readonly [number, number, number]) => {
      const entry = await company.linkedEntry();
      const data = said === undefined ? [] : [{ id: entry.alignId, status: said, minutes: 33 }];
      const align = answering(() => ({ data, total: data.length }));
      for (const index of [...order, order[0]]) {
        const about = { occurredAt: moment(1), entityId: entry.alignId, payload: { projectId: 'p_1' } };
        await company.deliver({ ...about, eventName: tied[index] ?? '' }, align);
      }
      return (await company.readEntry(entry.id)).status;
    };
    const ends = await Promise.all(ORDERS_OF_THREE.map(endOf));
    expect({ said, ends: new Set(ends) }).toEqual({ said, ends: new Set([ends[0]]) });
  }
});

test('keeps the reason of a rejection that Align confirms, in whichever order it came with an approval of its time', async () => {
  const company = await inboundCompany(database);
  const events = [
    { eventName: 'time.rejected', payload: { projectId: 'p_1', reason: 'Split by task.' } },
    { eventName: 'time.approved', payload: { projectId: 'p_1' } },
  ];
  for (const order of [events, events.toReversed()]) {
    const entry = await company.linkedEntry();
    const align = answering(() => ({ data: [{ id: entry.alignId, status: 'rejected' }], total: 1 }));
    for (const event of order) {
      await company.deliver({ ...event, occurredAt: moment(1), entityId: entry.alignId }, align);
    }
    expect(await company.readEntry(entry.id)).toMatchObject({
      status: 'rejected',
      rejectionReason: 'Split by task.',
    });
  }
});

test('tries again later when Align cannot be asked now', async () => {
  const company = await inboundCompany(database);
  const entry = await company.linkedEntry();
  const event = { occurredAt: moment(1), entityId: entry.alignId, payload: { projectId: 'p_1' } };
  const align = answering(() => {
    throw new AlignNetworkError('reset', { timedOut: false, cause: undefined });
  });
  await company.deliver({ ...event, eventName: 'time.locked' }, align);
  expect(await company.deliver({ ...event, eventName: 'time.unlocked' }, align)).toMatchObject({
    kind: 'failed',
  });
  expect((await company.readEntry(entry.id)).status).toBe('locked');
});

test('fetches and keeps the evidence of a release, once', async () => {
  const company = await inboundCompany(database);
  const align = answering(() => ({ checks: ['a\0b'], approvedBy: 'u_1' }));
  const event = { id: randomUUID(), eventName: 'release.released', entityId: 'rel_1', occurredAt: moment(1) };
  expect(await company.deliver(event, align)).toEqual({ kind: 'applied' });
  await company.deliver({ ...event, id: randomUUID() }, align);
  const kept = await database
    .selectFrom('alignReleaseEvidence')
    .select(['alignReleaseId', 'document', 'evidence'])
    .where('companyId', '=', company.companyId)
    .execute();
  expect(kept.map((row) => [row.alignReleaseId, JSON.parse(row.document.toString()), row.evidence])).toEqual([
    ['rel_1', { checks: ['a\0b'], approvedBy: 'u_1' }, null],
  ]);
});
