import type { HealthCheck } from '@illumera/runtime';
import { type Database, pendingMigrations } from '@illumera/schema';

/** The database is reached and has every migration that this code needs. */
export function databaseChecks(database: Database): HealthCheck[] {
  const check = async () => {
    const pending = await pendingMigrations(database);
    return pending.length === 0 ? undefined : `waits for the migrations ${pending.join(', ')}`;
  };
  return [{ name: 'database', check }];
}
