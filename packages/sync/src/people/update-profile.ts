import type { Database } from '@illumera/schema';
import { inTransaction } from '../in-transaction.ts';
import { enqueueIntent } from '../outbox/enqueue-intent.ts';

export interface ProfileUpdate {
  clerkUserId: string;
  /** Left as it is where the update has none. */
  name: string | undefined;
  email: string | undefined;
  /** When Clerk made the change; an older one than the last changes nothing. */
  updatedAt: Date;
}

/**
 * Takes over a profile as Clerk has it and, in the same transaction, enqueues the user for every company where the person has
 * an accepted engagement (S1 "Sync Triggers").
 * @returns `unchanged` also where the user is not known or something newer was taken over
 */
export async function updateProfile(
  database: Database,
  update: ProfileUpdate,
): Promise<'updated' | 'unchanged'> {
  return inTransaction(database, async (transaction) => {
    const user = await takeOver(transaction, update);
    if (user === undefined) return 'unchanged';
    const companies = await transaction
      .selectFrom('engagements')
      .innerJoin('personProfiles', 'personProfiles.id', 'engagements.personId')
      .select('engagements.companyId')
      .distinct()
      .where('personProfiles.userId', '=', user.id)
      .where('engagements.tenantId', '=', user.tenantId)
      .where('engagements.status', '=', 'accepted')
      .execute();
    for (const { companyId } of companies) {
      const intent = { tenantId: user.tenantId, companyId, localId: user.id };
      await enqueueIntent(transaction, { ...intent, entityType: 'user', operation: 'upsert' });
    }
    return 'updated';
  });
}

async function takeOver(transaction: Database, { clerkUserId, name, email, updatedAt }: ProfileUpdate) {
  const user = await transaction
    .selectFrom('users')
    .select(['id', 'tenantId', 'name', 'email'])
    .where('clerkUserId', '=', clerkUserId)
    .where((where) =>
      where.or([where('clerkUpdatedAt', 'is', null), where('clerkUpdatedAt', '<=', updatedAt)]),
    )
    .forUpdate()
    .executeTakeFirst();
  if (user === undefined) return undefined;
  const next = { name: name ?? user.name, email: email ?? user.email };
  await transaction
    .updateTable('users')
    .set({ ...next, clerkUpdatedAt: updatedAt })
    .where('id', '=', user.id)
    .execute();
  return next.name === user.name && next.email === user.email ? undefined : user;
}
