/**
 * The roles that a service acts under, made by the migrations. None owns anything and none bypasses row-level security:
 *
 * - `illumera_api` sees one tenant's rows, that of `app.tenant_id`, and none without it
 * - `illumera_locator` reads, over all tenants, what tells whose a sign-in is, counts who asks how often, and nothing else
 * - `illumera_ingest` sees, over all tenants, whose secret may have signed a delivery, stores deliveries, and nothing else
 * - `illumera_worker` sees one tenant's rows, that of `app.tenant_id`, and of them what sending and comparing take
 * - `illumera_dispatcher` sees, over all tenants, what work there is and whose, runs jobs, lets go of what is old, and nothing
 *   else
 */
export const serviceRoles = [
  'illumera_api',
  'illumera_locator',
  'illumera_ingest',
  'illumera_worker',
  'illumera_dispatcher',
] as const;
export type ServiceRole = (typeof serviceRoles)[number];

export interface DatabaseScope {
  role: ServiceRole;
  /** Whose rows are seen and written; without it no tenant's. */
  tenantId?: string;
}
