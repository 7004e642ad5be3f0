import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { enqueueUser } from '../../people/enqueue-user.ts';
import { recordChange } from '../record-change.ts';
import type { HeldRun } from '../run.ts';
import type { UserDifference } from './find-user-differences.ts';

/**
 * Gives a user the name that was changed in Align, as the event that did not come would have done, unless something happened
 * to the user since Align was asked. The person's other companies are told.
 * @returns whether the name is taken over
 */
export async function takeOverName(
  database: Database,
  run: HeldRun,
  { id, name, alignName, fetchedAt }: UserDifference,
): Promise<boolean> {
  const { tenantId, companyId, alignOrgId } = run;
  return database.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('users')
      .set({ name: alignName ?? name })
      .where('id', '=', id)
      .where('tenantId', '=', tenantId)
      .where('name', '=', name)
      .where('updatedAt', '<', fetchedAt)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await sql`
      update align_entity_links set align_occurred_at = ${fetchedAt}, last_sent = null
      where tenant_id = ${tenantId} and company_id = ${companyId} and align_org_id = ${alignOrgId}
        and external_type = 'user' and external_id = ${id}
    `.execute(transaction);
    await enqueueUser(transaction, { tenantId, companyId, userId: id });
    await recordChange(transaction, run, {
      externalType: 'user',
      externalId: id,
      before: { name },
      after: { name: alignName },
    });
    return true;
  });
}
