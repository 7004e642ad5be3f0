import type { Database, DB } from '@illumera/schema';
import type { Insertable, Selectable } from 'kysely';
import { v7 } from 'uuid';
import { insertRow } from './insert-row.ts';

type Engagement = DB['engagements'];
type EngagementParent = 'tenantId' | 'companyId' | 'projectId' | 'personId';

/** An accepted engagement of a person (a profile's id) on a project; `values` replaces any other column. */
export function createEngagement(
  database: Database,
  values: Pick<Insertable<Engagement>, EngagementParent> & Partial<Insertable<Engagement>>,
): Promise<Selectable<Engagement>> {
  return insertRow(database, 'engagements', { id: v7(), status: 'accepted', ...values });
}
