import { proofSize, seededRandom, until, useTestDatabase } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { submitTimeEntry } from '../../src/index.ts';
import { atOnce } from '../../src/reconciliation/at-once.ts';
import { moveWithEvents, pickWay, workUntil } from './people-at-work.ts';
import { daysAgo } from './reconciling-company.ts';
import { useStandIn } from './stand-in.ts';

const { database } = await useTestDatabase();
const { newCompany, control } = await useStandIn(database);
type Company = Awaited<ReturnType<typeof newCompany>>;

const ENTRIES = proofSize({ usual: 100, full: 10_000 });
const SWEEPS = proofSize({ usual: 4, full: 100 });
/** Enough for several pages. */
const STANDING = proofSize({ usual: 120, full: 10_000 });
const timeout = proofSize({ usual: 120_000, full: 1_800_000 });
/** One event in so many is dropped. */
const LOST_ONE_IN = 20;
const random = seededRandom('dropped events');

/** Which entries are here otherwise than in Align, and which are on one side alone. */
async function differences(company: Company): Promise<unknown[]> {
  const path = `/time-entries?organizationId=${company.scope.alignOrgId}`;
  const { data } = await control<{ data: { id: string; status: string; minutes: number }[] }>('GET', path);
  const there = new Map(data.map((entry) => [entry.id, entry]));
  const differing = (await company.linkedEntries()).filter(({ alignId, status, minutes, deletedAt }) => {
    const remote = there.get(alignId);
    there.delete(alignId);
    if (deletedAt !== null) return remote !== undefined;
    return remote?.status !== status || remote.minutes !== minutes;
  });
  return [...differing, ...there.values()];
}

const someDays = (count: number) => Array.from({ length: count }, (_, index) => daysAgo(index % 7));

test(`one run leaves no difference of ${ENTRIES} entries of whose events one in twenty was dropped`, {
  timeout,
}, async () => {
  const company = await newCompany();
  const entries = await company.logMany(someDays(ENTRIES));
  const talent = await company.talent();
  const over = new AbortController();
  const draining = company.keepDraining(over.signal);
  await atOnce(entries, 8, async ({ id }) => {
    expect(await submitTimeEntry(database, talent, id)).toMatchObject({ kind: 'done' });
  });
  await until('Align has all of them', company.hasNothingToSend, timeout);
  over.abort();
  await draining;
  let events = 0;
  const lost = () => {
    events += 1;
    return events % LOST_ONE_IN === 0;
  };
  await atOnce(entries, 8, (entry) => moveWithEvents(company, entry, { way: pickWay(random), lost }));

  expect(await company.linkedEntries()).toHaveLength(ENTRIES);
  expect((await differences(company)).length).toBeGreaterThan(0);
  expect(await company.sweep()).toEqual({ kind: 'ended', state: 'complete' });
  expect(await differences(company)).toEqual([]);
  expect(await company.discrepancies()).toEqual([]);
  const changes = await company.changes();
  await company.sweep();
  expect(await company.changes()).toEqual(changes);
});

test(`${SWEEPS} runs while people work flag nothing and undo nothing`, { timeout }, async () => {
  const company = await newCompany();
  const entries = await company.logMany(someDays(STANDING));
  const over = new AbortController();
  const working = workUntil(over.signal, { database, company, entries, random });
  const states: string[] = [];
  try {
    for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
      const result = await company.sweep();
      states.push('state' in result ? result.state : result.kind);
      expect(await company.discrepancies()).toEqual([]);
    }
  } finally {
    over.abort();
  }
  const lived = await working;
  expect(lived).toBeGreaterThan(SWEEPS);
  // A run that saw nothing would flag nothing.
  expect(states).toEqual(Array(SWEEPS).fill('complete'));
  expect(await differences(company)).toEqual([]);
  await company.sweep();
  expect(await company.discrepancies()).toEqual([]);
});
