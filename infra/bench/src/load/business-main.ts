import { createDatabase, createPool, type Database } from '@illumera/schema';
import { enqueuedIntent } from '@illumera/sync';
import { type RawBuilder, sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';

/** Business transactions on many connections at once; the last line it writes is what came of them. */
const settings = z
  .object({
    DATABASE_URL: z.string(),
    VARIANT: z.enum(['nothing', 'intent and job', 'shared job key']),
    CONNECTIONS: z.coerce.number(),
    DURATION_MS: z.coerce.number(),
    ENGAGEMENT: z.string().transform((text) =>
      z
        .object({
          tenantId: z.string(),
          companyId: z.string(),
          projectId: z.string(),
          engagementId: z.string(),
          personId: z.string(),
        })
        .parse(JSON.parse(text)),
    ),
  })
  .parse(process.env);

const { tenantId, companyId, projectId, engagementId, personId } = settings.ENGAGEMENT;

type Enqueue = (localId: string) => RawBuilder<unknown> | undefined;

/** What stands in the RETURNING of the statement that makes the change. */
const enqueues = {
  nothing: () => undefined,
  'intent and job': (localId) =>
    enqueuedIntent({ tenantId, companyId, localId, entityType: 'time_entry', operation: 'upsert' }),
  'shared job key': () => sql`(graphile_worker.add_job('drain', '{}'::json, job_key => ${companyId})).id`,
} satisfies Record<typeof settings.VARIANT, Enqueue>;

const pool = createPool({
  connectionString: settings.DATABASE_URL,
  maxConnections: settings.CONNECTIONS,
  applicationName: 'bench-load',
});
const database = createDatabase(pool);
/** One in so many rolls back. */
const ROLL_BACK_EVERY = 20;
const enqueue: Enqueue = enqueues[settings.VARIANT];
const committed = { count: 0 };
const startedAt = performance.now();
const deadline = startedAt + settings.DURATION_MS;
await Promise.all(Array.from({ length: settings.CONNECTIONS }, work));
const elapsedMs = performance.now() - startedAt;
await database.destroy();
process.stdout.write(`${JSON.stringify({ committed: committed.count, elapsedMs })}\n`);

async function work(): Promise<void> {
  for (let turn = 1; performance.now() < deadline; turn += 1) {
    const transaction = await database.startTransaction().execute();
    await logHours(transaction);
    if (turn % ROLL_BACK_EVERY === 0) {
      await transaction.rollback().execute();
    } else {
      await transaction.commit().execute();
      committed.count += 1;
    }
  }
}

/** As the API logs hours: the engagement is held, the entry written and its change enqueued, and the entry read back. */
async function logHours(transaction: Database): Promise<void> {
  await transaction
    .selectFrom('engagements')
    .select('id')
    .where('id', '=', engagementId)
    .forShare()
    .executeTakeFirstOrThrow();
  const id = uuid();
  const entry = { id, tenantId, companyId, projectId, engagementId, personId };
  const enqueued = enqueue(id);
  const insert = transaction
    .insertInto('timeEntries')
    .values({ ...entry, workDate: '2026-03-02', minutes: 60 });
  await (enqueued === undefined ? insert : insert.returning(enqueued.as('enqueued'))).execute();
  await transaction.selectFrom('timeEntries').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}
