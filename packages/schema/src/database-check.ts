import type { Database } from './create-database.ts';
import { pendingMigrations } from './migrate.ts';

/** A readiness check: the database is reached and has every migration that this code needs. */
export function databaseCheck(database: Database) {
  return {
    name: 'database',
    check: async (): Promise<string | undefined> => {
      const pending = await pendingMigrations(database);
      return pending.length === 0 ? undefined : `waits for the migrations ${pending.join(', ')}`;
    },
  };
}
