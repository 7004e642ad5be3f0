import { proofSize, useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { daysAgo, type Meddling } from './reconciling-company.ts';
import { useStandIn } from './stand-in.ts';

const { database } = await useTestDatabase();
const standIn = await useStandIn(database);

/** Postgres has crashed and is back: what a run keeps in unlogged tables is gone. */
async function crash(runId: string): Promise<void> {
  for (const table of ['rows', 'parts', 'suspects']) {
    await sql`delete from ${sql.table(`align_reconciliation_${table}`)} where run_id = ${runId}`.execute(
      database,
    );
  }
}

const SCOPES = proofSize<('links' | 'nightly')[]>({ usual: ['links'], full: ['links', 'nightly'] });

test.each(SCOPES)(
  'a crash of Postgres at any call of a run (%s) makes nothing missing and nothing found again',
  async (scope) => {
    const company = await standIn.newCompany();
    const { alignProjectId: projectId, alignUserId: userId, engagement } = company;
    const entries = await company.logMany(Array.from({ length: 120 }, (_, index) => daysAgo(index % 3)));
    await company.link('project_member', engagement.id, `${projectId}:${userId}`);
    const [link] = (
      await company.align.call('listIntegrationLinks', { query: { externalId: entries[0]?.id ?? '' } })
    ).data;
    await standIn.control('DELETE', `/links/${link?.id}`);
    const compare = async (meddle?: (runId: string) => Meddling) => {
      const runId = await company.start({ scope });
      for (;;) {
        const result = await company.take(runId, meddle?.(runId));
        if (result.kind !== 'put_off') return result;
      }
    };
    await compare();
    const known = (await company.discrepancies()).map(({ field, externalId }) => ({ field, externalId }));
    expect(known.length).toBeGreaterThan(1);
    for (let number = 1, calls = Number.POSITIVE_INFINITY; number <= calls; number += 1) {
      let made = 0;
      await compare((runId) => (client) => ({
        call: async (name, ...parts) => {
          made += 1;
          if (made === number) await crash(runId);
          return client.call(name, ...parts);
        },
      }));
      if (made < number) calls = made;
      const now = await company.discrepancies();
      expect({ number, now }).toMatchObject({
        number,
        now: known.map((each) => ({ ...each, state: 'open' })),
      });
      expect((await company.entries()).filter(({ deletedAt }) => deletedAt !== null)).toEqual([]);
    }
  },
);
