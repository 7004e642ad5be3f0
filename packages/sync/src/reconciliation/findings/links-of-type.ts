import type { ExternalType } from '@illumera/schema';
import { sql } from 'kysely';
import type { HeldRun } from '../run.ts';

/** The links of one type that the run's connection has, as `link`; to be followed by further conditions. */
export const linksOfType = (run: HeldRun, externalType: ExternalType) => sql`
  link.tenant_id = ${run.tenantId} and link.company_id = ${run.companyId} and link.align_org_id = ${run.alignOrgId}
  and link.external_type = ${externalType}
`;
