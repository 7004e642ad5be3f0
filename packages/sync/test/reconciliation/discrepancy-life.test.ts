import { useTestDatabase } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { changeDiscrepancy } from '../../src/index.ts';
import { daysAgo } from './reconciling-company.ts';
import { rewriting } from './rewriting.ts';
import { useStandIn } from './stand-in.ts';

const { database } = await useTestDatabase();
const standIn = await useStandIn(database);

/** A company with a difference of each way of being written down: of its totals, and of an entry. */
async function newCompany() {
  const company = await standIn.newCompany();
  const { id } = await company.log(daysAgo(1));
  const entry = database.updateTable('timeEntries').where('id', '=', id);
  await entry.set({ minutes: 30 }).execute();
  const operator = {
    userId: 'operator',
    tenantId: company.tenantId,
    companyId: null,
    personId: null,
    role: 'platform_admin',
  } as const;
  const log = () =>
    database
      .selectFrom('alignReconciliationLog')
      .selectAll()
      .where('companyId', '=', company.companyId)
      .orderBy('id')
      .execute();
  return {
    ...company,
    log,
    night: async (approved: number) => {
      const byStatus = { approved, submitted: 0 };
      const runId = await company.start({ scope: 'nightly' });
      const result = await company.take(
        runId,
        rewriting('getTimeSummary', () => ({ byStatus })),
      );
      expect(result).toEqual({ kind: 'ended', state: 'complete' });
    },
    agree: () => entry.set({ minutes: 60 }).execute(),
    differ: () => entry.set({ minutes: 30 }).execute(),
    say: async (state: 'acknowledged' | 'ignored' | 'resolved', note: string) => {
      for (const { id: discrepancyId } of await log()) {
        const change = { discrepancyId, state, note };
        expect(await changeDiscrepancy(database, operator, change)).toMatchObject({ kind: 'done' });
      }
    },
  };
}

const fields = ['approved_minutes', 'time_entry.content'];

test.each(['acknowledged', 'ignored'] as const)(
  'what people have %s stays so with their note while further nights see it, and ends when the sides agree',
  async (state) => {
    const company = await newCompany();
    await company.night(61);
    const first = await company.log();
    expect(first.map(({ field }) => field).toSorted()).toEqual(fields);
    await company.say(state, 'known since spring');
    await company.night(62);
    await company.night(63);
    const later = await company.log();
    expect(later).toMatchObject(
      first.map(({ id, detectedAt }) => ({
        id,
        detectedAt,
        state,
        note: 'known since spring',
        timesSeen: 3,
      })),
    );
    expect(later.find(({ field }) => field === 'approved_minutes')).toMatchObject({ alignValue: '63' });
    for (const [place, { lastSeenAt }] of later.entries())
      expect(lastSeenAt.getTime()).toBeGreaterThan(first[place]?.lastSeenAt.getTime() ?? 0);

    await company.agree();
    await company.night(0);
    expect(await company.log()).toMatchObject(
      first.map(({ id }) => ({ id, state: 'resolved', timesSeen: 3, resolvedAt: expect.any(Date) })),
    );
  },
);

test.each(['people', 'a run'])(
  'a difference that comes back after %s resolved it is a new one',
  async (who) => {
    const company = await newCompany();
    await company.night(61);
    const first = await company.log();
    if (who === 'people') await company.say('resolved', 'corrected by hand');
    else {
      await company.agree();
      await company.night(0);
      await company.differ();
    }
    await company.night(61);
    const [all, old] = [await company.log(), new Set(first.map(({ id }) => id))];
    expect(all.filter(({ id }) => old.has(id)).map(({ state, timesSeen }) => [state, timesSeen])).toEqual([
      ['resolved', 1],
      ['resolved', 1],
    ]);
    const again = all.filter(({ id }) => !old.has(id));
    expect(again.map(({ field }) => field).toSorted()).toEqual(fields);
    expect(again.map(({ state, timesSeen }) => [state, timesSeen])).toEqual([
      ['open', 1],
      ['open', 1],
    ]);
  },
);
