import { actAs, createDatabase, createPool } from '@illumera/schema';
import { type Actor, createTimeEntry } from '@illumera/sync';
import { z } from 'zod';

/**
 * Business transactions on many connections at once, on several databases by turns that are so short that whatever else
 * happens on the machine happens to all; the last line it writes is what came of them.
 */
const Side = z.object({
  name: z.string(),
  connectionString: z.string(),
  engagement: z.object({
    tenantId: z.string(),
    engagementId: z.string(),
    personId: z.string(),
    userId: z.string(),
  }),
});
const settings = z
  .object({
    SIDES: z.string().transform((text) => z.array(Side).parse(JSON.parse(text))),
    CONNECTIONS: z.coerce.number(),
    DURATION_MS: z.coerce.number(),
  })
  .parse(process.env);

/** One in so many rolls back. */
const ROLL_BACK_EVERY = 20;
const TURN_MS = 200;
/** Connects and lets caches fill. */
const WARM_UP_TURNS = 2;
const sides = settings.SIDES.map(openSide);
const turns = Math.ceil(settings.DURATION_MS / TURN_MS);
for (let turn = 0; turn < WARM_UP_TURNS; turn += 1) for (const side of sides) await side.takeTurn();
for (const side of sides) side.begin();
for (let turn = 0; turn < turns; turn += 1) {
  const order = turn % 2 === 0 ? sides : sides.toReversed();
  for (const side of order) await side.takeTurn();
}
for (const side of sides) await side.close();
process.stdout.write(`${JSON.stringify(sides.map((side) => side.result()))}\n`);

function openSide({ name, connectionString, engagement }: z.output<typeof Side>) {
  const { tenantId, engagementId, personId, userId } = engagement;
  const actor: Actor = { tenantId, userId, personId, companyId: null, role: 'talent' };
  const pool = createPool({
    connectionString,
    maxConnections: settings.CONNECTIONS,
    applicationName: 'bench-load',
  });
  const owner = createDatabase(pool);
  const database = actAs(owner, { role: 'illumera_api', tenantId });
  const all = { committed: 0, begun: 0 };
  const counted = { committed: 0, elapsedMs: 0 };

  /** Logs hours as the API does, with its role and its checks. */
  const logHours = async (): Promise<void> => {
    all.begun += 1;
    const isRolledBack = all.begun % ROLL_BACK_EVERY === 0;
    const transaction = await database.startTransaction().execute();
    const hours = { engagementId, workDate: '2026-03-02', minutes: 60 };
    const logged = await createTimeEntry(transaction, actor, hours);
    if (logged.kind !== 'done') throw new Error(`the hours were refused: ${JSON.stringify(logged)}`);
    await (isRolledBack ? transaction.rollback() : transaction.commit()).execute();
    if (isRolledBack) return;
    all.committed += 1;
    counted.committed += 1;
  };
  return {
    takeTurn: async (): Promise<void> => {
      const startedAt = performance.now();
      const work = async (): Promise<void> => {
        while (performance.now() < startedAt + TURN_MS) await logHours();
      };
      await Promise.all(Array.from({ length: settings.CONNECTIONS }, work));
      counted.elapsedMs += performance.now() - startedAt;
    },
    /** What came before does not count. */
    begin: (): void => {
      counted.committed = 0;
      counted.elapsedMs = 0;
    },
    close: () => owner.destroy(),
    result: () => ({ name, ...counted, allCommitted: all.committed }),
  };
}
