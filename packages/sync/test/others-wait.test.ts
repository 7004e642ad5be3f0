import { actAs } from '@illumera/schema';
import { useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { acquireDrain } from '../src/drain/acquire-drain.ts';
import { othersWait } from '../src/drain/others-wait.ts';
import { buildCompany } from './support/build-company.ts';

const { database } = await useTestDatabase();

test('takes a wake-up for somebody who waits only where nobody drains that connection', async () => {
  const { connection } = await buildCompany(database);
  const addDue = (key: string) =>
    sql`select graphile_worker.add_job('drain', run_at => now() - interval '1 second', job_key => ${key})`.execute(
      database,
    );
  await acquireDrain(database, connection.id);
  await addDue(`drain:${connection.id}`);
  await addDue(`drain:${connection.id}:1780000000`);
  const dispatcher = actAs(database, { role: 'illumera_dispatcher' });
  expect(await othersWait(dispatcher)).toBe(false);
  await addDue('drain:another');
  expect(await othersWait(dispatcher)).toBe(true);
});
