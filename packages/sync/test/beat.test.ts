import { actAs } from '@illumera/schema';
import { useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { beat } from '../src/index.ts';

const { database } = await useTestDatabase();
const dispatcher = actAs(database, { role: 'illumera_dispatcher' });

async function addLockedJob(pool: string, secondsAgo: number): Promise<void> {
  await sql`select graphile_worker.add_job('drain', job_key => ${pool})`.execute(database);
  await sql`
    update graphile_worker._private_jobs
    set locked_by = ${pool}, locked_at = now() - make_interval(secs => ${secondsAgo}) where key = ${pool}
  `.execute(database);
}

async function addWorker(id: string, poolIds: string[], seenSecondsAgo: number): Promise<void> {
  await sql`
    insert into sync_workers (id, graphile_worker_ids, seen_at)
    values (${id}, ${poolIds}, now() - make_interval(secs => ${seenSecondsAgo}))
  `.execute(database);
}

async function lockedBy(): Promise<string[]> {
  const jobs = await sql<{ lockedBy: string }>`
    select locked_by from graphile_worker.jobs where locked_by is not null order by locked_by
  `.execute(database);
  return jobs.rows.map((job) => job.lockedBy);
}

test('frees the jobs of every pool that no living worker has named, also where its worker died before it could', async () => {
  await addWorker('silent', ['pool of a silent worker'], 16);
  await addWorker('living', ['pool of another that lives'], 3);
  await addLockedJob('own pool', 3_600);
  await addLockedJob('pool of another that lives', 3_600);
  await addLockedJob('pool of a silent worker', 17);
  await addLockedJob('pool of a worker killed at once', 16);
  await addLockedJob('pool of a worker that has just begun', 1);

  const freed = await beat(dispatcher, { id: 'own', poolIds: ['own pool'] });
  expect(freed.toSorted()).toEqual(['pool of a silent worker', 'pool of a worker killed at once']);
  expect(await lockedBy()).toEqual([
    'own pool',
    'pool of a worker that has just begun',
    'pool of another that lives',
  ]);
  const workers = await database.selectFrom('syncWorkers').select('id').orderBy('id').execute();
  expect(workers.map((worker) => worker.id)).toEqual(['living', 'own']);
});
