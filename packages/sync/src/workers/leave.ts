import type { Database } from '@illumera/schema';

/** Takes a worker that has stopped cleanly off the list, so that nobody takes it for dead. */
export async function leave(database: Database, workerId: string): Promise<void> {
  await database.deleteFrom('syncWorkers').where('id', '=', workerId).execute();
}
