import type { Database } from '@illumera/schema';
import type { HeldRun } from './run.ts';

/**
 * Whether a comparison of time entries has made sure that Align does not have a project any more. Without that an answer of
 * 404 is something that could not be seen.
 */
export async function isKnownGone(
  database: Database,
  { tenantId, companyId }: HeldRun,
  projectId: string,
): Promise<boolean> {
  const known = await database
    .selectFrom('alignReconciliationLog')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('companyId', '=', companyId)
    .where('field', '=', 'project.deleted')
    .where('externalId', '=', projectId)
    .where('state', '<>', 'resolved')
    .executeTakeFirst();
  return known !== undefined;
}
