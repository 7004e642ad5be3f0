import type { LinkScope } from '../links/find-link.ts';
import type { HeldRun } from './run.ts';

/** Where the links of a run's connection are. */
export function scopeOfRun({ tenantId, companyId, alignOrgId }: HeldRun): LinkScope {
  return { tenantId, companyId, alignOrgId };
}
