import type { Database, DB } from '@illumera/schema';
import type { Insertable, Selectable } from 'kysely';
import { v7 } from 'uuid';
import { insertRow } from './insert-row.ts';

type Company = DB['companyProfiles'];

/** A company of the named tenant; `values` replaces any other column. */
export function createCompany(
  database: Database,
  values: Pick<Insertable<Company>, 'tenantId'> & Partial<Insertable<Company>>,
): Promise<Selectable<Company>> {
  return insertRow(database, 'companyProfiles', { id: v7(), name: 'Acme Robotics', ...values });
}
