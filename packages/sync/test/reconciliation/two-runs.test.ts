import { proofSize, useTestDatabase } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { daysAgo } from './reconciling-company.ts';
import { useStandIn } from './stand-in.ts';

const { database } = await useTestDatabase();
const { newCompany } = await useStandIn(database);

const ROUNDS = proofSize({ usual: 1, full: 50 });
/** Of each kind of difference. */
const EACH = 12;
const timeout = proofSize({ usual: 60_000, full: 900_000 });

const days = (count: number) => Array.from({ length: count }, (_, index) => daysAgo(index % 5));

test(`however often (${ROUNDS}) the hour, the night and the links are compared at once, each difference has one effect`, {
  timeout,
}, async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const company = await newCompany();
    const approved = await company.logMany(days(EACH), 'submitted');
    const gone = await company.logMany(days(EACH), 'submitted');
    const unlinked = await company.logMany(days(EACH), 'draft');
    for (const { alignId } of approved) await company.move(alignId, 'submit', 'approve');
    for (const { alignId } of gone)
      await company.align.call('deleteTimeEntry', {
        params: { timeEntryId: alignId },
        idempotencyKey: alignId,
      });
    const ids = unlinked.map(({ id }) => id);
    await database.deleteFrom('alignEntityLinks').where('externalId', 'in', ids).execute();
    for (const day of days(EACH)) await company.logAtAlign(day, 45);

    const scopes = ['time_entries', 'nightly', 'links'] as const;
    const runs = await Promise.all(scopes.map((scope) => company.start({ scope })));
    const ends = await Promise.all(runs.map((runId) => company.take(runId)));
    expect(ends).toEqual(scopes.map(() => ({ kind: 'ended', state: 'complete' })));

    const entries = await company.entries();
    const ours = entries.filter(({ source }) => source === 'illumera');
    expect(ours.filter(({ status }) => status === 'approved')).toHaveLength(EACH);
    expect(ours.filter(({ deletedAt }) => deletedAt !== null)).toHaveLength(EACH);
    expect(entries.filter(({ source }) => source === 'align')).toHaveLength(EACH);
    expect(entries).toHaveLength(4 * EACH);
    expect(await Promise.all(ids.map((id) => company.alignIdOf(id)))).toEqual(
      unlinked.map(({ alignId }) => alignId),
    );
    const changed = (await company.changes()).map(({ externalId }) => externalId);
    expect(changed).toHaveLength(4 * EACH);
    expect(new Set(changed).size).toBe(4 * EACH);
    // A link may be flagged before its entry is deleted here, and is no difference any more by the next night.
    expect(await company.sweep()).toEqual({ kind: 'ended', state: 'complete' });
    await company.take(await company.start({ scope: 'nightly' }));
    const open = (await company.discrepancies()).filter(({ state }) => state !== 'resolved');
    // Nothing is invoiced for what is approved.
    expect(open.map(({ field }) => field)).toEqual(['approved_cost_cents']);
    expect(await company.changes()).toHaveLength(4 * EACH);
  }
});
