import type { Database } from '@illumera/schema';
import { inTransaction } from '../in-transaction.ts';
import { enqueueUser } from './enqueue-user.ts';

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
    await enqueueUser(transaction, { tenantId: user.tenantId, userId: user.id });
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
