import type { Database, DB } from '@illumera/schema';
import type { Insertable, Selectable } from 'kysely';

/** Inserts one row and returns it with the database's own defaults. */
export function insertRow<Table extends keyof DB>(
  database: Database,
  table: Table,
  values: Insertable<DB[Table]>,
): Promise<Selectable<DB[Table]>> {
  return database.insertInto(table).values(values).returningAll().executeTakeFirstOrThrow();
}
