import type { Database, DB } from '@illumera/schema';
import type { Insertable, Selectable } from 'kysely';
import { v7 } from 'uuid';
import { insertRow } from './insert-row.ts';

type Project = DB['projects'];

/** A draft project of the named company; `values` replaces any other column. */
export function createProject(
  database: Database,
  values: Pick<Insertable<Project>, 'tenantId' | 'companyId'> & Partial<Insertable<Project>>,
): Promise<Selectable<Project>> {
  return insertRow(database, 'projects', { id: v7(), name: 'Warehouse pilot', ...values });
}
