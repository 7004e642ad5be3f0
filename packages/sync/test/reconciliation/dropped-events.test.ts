import { proofSize, seededRandom, until, useTestDatabase } from '@illumera/testkit';
import { expect, test, vi } from 'vitest';
import { findActor, submitTimeEntry } from '../../src/index.ts';
import { atOnce } from '../../src/reconciliation/at-once.ts';
import { daysAgo } from './reconciling-company.ts';
import { useStandIn } from './stand-in.ts';

vi.setConfig({ testTimeout: 1_800_000 });

const { database } = await useTestDatabase();
const { newCompany, control } = await useStandIn(database);
type Company = Awaited<ReturnType<typeof newCompany>>;
type Entry = Awaited<ReturnType<Company['log']>>;

const ENTRIES = proofSize({ usual: 100, full: 10_000 });
const SWEEPS = proofSize({ usual: 4, full: 100 });
const random = seededRandom('dropped events');

/** What Align's people do with a submitted entry, step by step. */
const ways = [
  ['approve'],
  ['approve', 'lock'],
  ['approve', 'invoice'],
  ['reject'],
  ['approve', 'unlock'],
] as const;
const eventOf = {
  approve: 'time.approved',
  lock: 'time.locked',
  invoice: 'time.invoiced',
  reject: 'time.rejected',
  unlock: 'time.unlocked',
} as const;

/** Lives an entry through as its talent and Align's people do, with a part of the events lost on their way. */
async function live(company: Company, { id, alignId }: Entry, lost: number): Promise<void> {
  const talent = await findActor(database, company.person.user.clerkUserId ?? '');
  if (talent === undefined) throw new Error('there is no such talent');
  await submitTimeEntry(database, talent, id);
  await until('Align has it', () => company.isSettled(id), 60_000);
  for (const step of ways[Math.floor(random() * ways.length)] ?? []) {
    await company.move(alignId, step);
    const payload = { minutes: 60, reason: 'because' };
    if (random() >= lost) await company.deliver(eventOf[step], { alignId, payload });
  }
}

/** Which entries are here otherwise than in Align. */
async function differences(company: Company): Promise<unknown[]> {
  const path = `/time-entries?organizationId=${company.scope.alignOrgId}`;
  const { data } = await control<{ data: { id: string; status: string; minutes: number }[] }>('GET', path);
  const there = new Map(data.map((entry) => [entry.id, entry]));
  const here = await company.linkedEntries();
  expect(here).toHaveLength(ENTRIES);
  return here.filter(({ alignId, status, minutes, deletedAt }) => {
    const remote = there.get(alignId);
    return deletedAt !== null || remote?.status !== status || remote.minutes !== minutes;
  });
}

async function liveThrough(company: Company, entries: Entry[], lost: number): Promise<void> {
  const over = new AbortController();
  const draining = company.keepDraining(over.signal);
  await atOnce(entries, 8, (entry) => live(company, entry, lost));
  over.abort();
  await draining;
}

test(`one run leaves no difference of ${ENTRIES} entries of whose events one in twenty was dropped`, async () => {
  const company = await newCompany();
  const entries = await company.logMany(Array.from({ length: ENTRIES }, (_, index) => daysAgo(index % 7)));
  await liveThrough(company, entries, 0.05);
  expect((await differences(company)).length).toBeGreaterThan(0);
  expect(await company.sweep()).toEqual({ kind: 'ended', state: 'complete' });
  expect(await differences(company)).toEqual([]);
  expect(await company.discrepancies()).toEqual([]);
  const changes = await company.changes();
  await company.sweep();
  expect(await company.changes()).toEqual(changes);
});

test(`${SWEEPS} runs while people work flag nothing and undo nothing`, async () => {
  const company = await newCompany();
  const entries = await company.logMany(Array.from({ length: ENTRIES }, (_, index) => daysAgo(index % 7)));
  const living = liveThrough(company, entries, 0);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    expect(await company.sweep()).toMatchObject({ kind: 'ended' });
    expect(await company.discrepancies()).toEqual([]);
  }
  await living;
  expect(await differences(company)).toEqual([]);
  expect(await company.discrepancies()).toEqual([]);
});
