import type { Database, DB } from '@illumera/schema';
import type { Insertable, Selectable } from 'kysely';
import { v7 } from 'uuid';
import { insertRow } from './insert-row.ts';

type Connection = DB['alignConnections'];
type ConnectionParent = 'tenantId' | 'companyId' | 'encryptedApiKey';

/** An active connection; secrets come in sealed, `values` replaces any other column. */
export function createConnection(
  database: Database,
  values: Pick<Insertable<Connection>, ConnectionParent> & Partial<Insertable<Connection>>,
): Promise<Selectable<Connection>> {
  const id = values.id ?? v7();
  return insertRow(database, 'alignConnections', {
    id,
    keyLastFour: '0001',
    alignOrgId: 'org_1',
    alignKeyScope: 'organization',
    webhookSubscriptionId: 'whs_1',
    webhookUrl: `http://127.0.0.1:3001/api/webhooks/align/${id}`,
    routeToken: id,
    status: 'active',
    ...values,
  });
}
