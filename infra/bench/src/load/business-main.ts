import { actAs, createDatabase, createPool } from '@illumera/schema';
import { type Actor, createTimeEntry } from '@illumera/sync';
import { z } from 'zod';

/** Business transactions on many connections at once; the last line it writes is what came of them. */
const settings = z
  .object({
    DATABASE_URL: z.string(),
    CONNECTIONS: z.coerce.number(),
    DURATION_MS: z.coerce.number(),
    ENGAGEMENT: z.string().transform((text) =>
      z
        .object({
          tenantId: z.string(),
          engagementId: z.string(),
          personId: z.string(),
          userId: z.string(),
        })
        .parse(JSON.parse(text)),
    ),
  })
  .parse(process.env);

const { tenantId, engagementId, personId, userId } = settings.ENGAGEMENT;
const actor: Actor = { tenantId, userId, personId, companyId: null, role: 'talent' };
const pool = createPool({
  connectionString: settings.DATABASE_URL,
  maxConnections: settings.CONNECTIONS,
  applicationName: 'bench-load',
});
const owner = createDatabase(pool);
const database = actAs(owner, { role: 'illumera_api', tenantId });
/** One in so many rolls back. */
const ROLL_BACK_EVERY = 20;
const committed = { count: 0 };
const startedAt = performance.now();
const deadline = startedAt + settings.DURATION_MS;
await Promise.all(Array.from({ length: settings.CONNECTIONS }, work));
const elapsedMs = performance.now() - startedAt;
await owner.destroy();
process.stdout.write(`${JSON.stringify({ committed: committed.count, elapsedMs })}\n`);

/** Logs hours as the API does, with its role and its checks. */
async function work(): Promise<void> {
  for (let turn = 1; performance.now() < deadline; turn += 1) {
    const transaction = await database.startTransaction().execute();
    const logged = await createTimeEntry(transaction, actor, {
      engagementId,
      workDate: '2026-03-02',
      minutes: 60,
    });
    if (logged.kind !== 'done') throw new Error(`the hours were refused: ${JSON.stringify(logged)}`);
    if (turn % ROLL_BACK_EVERY === 0) {
      await transaction.rollback().execute();
    } else {
      await transaction.commit().execute();
      committed.count += 1;
    }
  }
}
