/**
 * The roles that services act under, made by the migrations. None owns anything and none bypasses row-level security:
 *
 * - `illumera_api`, `illumera_ingest`, `illumera_worker` see one tenant's rows, that of `app.tenant_id`, and none without it
 * - `illumera_locator` reads, over all tenants, what tells whose a token, a delivery or a sign-in is, and nothing else
 * - `illumera_sweeper` does the chores that concern all tenants: lost wake-ups, schedules, retention
 */
export const serviceRoles = [
  'illumera_api',
  'illumera_ingest',
  'illumera_worker',
  'illumera_locator',
  'illumera_sweeper',
] as const;
export type ServiceRole = (typeof serviceRoles)[number];

export interface DatabaseScope {
  role: ServiceRole;
  /** Whose rows are seen and written; without it no tenant's. */
  tenantId?: string;
}
