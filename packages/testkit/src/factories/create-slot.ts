import type { Database, DB } from '@illumera/schema';
import type { Insertable, Selectable } from 'kysely';
import { v7 } from 'uuid';
import { insertRow } from './insert-row.ts';

type Slot = DB['projectSlots'];

/** An open slot of the named project; `values` replaces any other column. */
export function createSlot(
  database: Database,
  values: Pick<Insertable<Slot>, 'tenantId' | 'projectId'> & Partial<Insertable<Slot>>,
): Promise<Selectable<Slot>> {
  return insertRow(database, 'projectSlots', {
    id: v7(),
    title: 'Controls engineer',
    hours: 20,
    durationWeeks: 6,
    ...values,
  });
}
