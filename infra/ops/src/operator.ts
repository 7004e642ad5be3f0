import type { Actor } from '@illumera/sync';

/** Who runs this command has the database itself, so sees in each tenant what its platform admin sees. */
export function operatorIn(tenantId: string): Actor {
  return { userId: 'operator', tenantId, companyId: null, role: 'platform_admin', personId: null };
}
