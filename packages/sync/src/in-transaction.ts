import type { Database } from '@illumera/schema';

/** Runs the work in the caller's transaction where there is one, else in one of its own. */
export function inTransaction<Result>(
  database: Database,
  work: (transaction: Database) => Promise<Result>,
): Promise<Result> {
  return database.isTransaction ? work(database) : database.transaction().execute(work);
}
