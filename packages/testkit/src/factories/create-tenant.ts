import type { Database, DB } from '@illumera/schema';
import type { Insertable, Selectable } from 'kysely';
import { v7 } from 'uuid';
import { insertRow } from './insert-row.ts';

/** A tenant; `values` replaces any of its columns. */
export function createTenant(
  database: Database,
  values: Partial<Insertable<DB['tenants']>> = {},
): Promise<Selectable<DB['tenants']>> {
  return insertRow(database, 'tenants', { id: v7(), name: 'Northwind Talent', ...values });
}
