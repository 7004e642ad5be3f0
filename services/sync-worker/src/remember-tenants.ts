import type { Database } from '@illumera/schema';
import { findConnectionTenant } from '@illumera/sync';

/** Finds out whose a connection is, and asks once for each: it stays that tenant's. */
export function rememberTenants(database: Database): (connectionId: string) => Promise<string | undefined> {
  const known = new Map<string, string>();
  return async (connectionId) => {
    const tenantId = known.get(connectionId) ?? (await findConnectionTenant(database, connectionId));
    if (tenantId !== undefined) known.set(connectionId, tenantId);
    return tenantId;
  };
}
