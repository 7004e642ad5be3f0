import type { Database } from '@illumera/schema';
import type { LinkScope } from '../links/find-link.ts';
import type { ClaimedIntent } from '../outbox/claim-intents.ts';
import { looksFirst } from './looks-first.ts';
import { externalRef } from './push-context.ts';

/** A user whom Align does not have yet. */
export interface Invitation {
  intent: ClaimedIntent;
  user: { id: string; name: string; email: string };
}

/**
 * Finds which intents can share one call: creates that Align cannot have seen too long ago to remember, one per address.
 * The others are to be sent by themselves.
 */
export async function findInvitations(
  database: Database,
  scope: LinkScope,
  intents: ClaimedIntent[],
): Promise<{ invitations: Invitation[]; others: ClaimedIntent[] }> {
  const users = await loadUnlinkedUsers(database, scope, intents);
  const invitations: Invitation[] = [];
  const others: ClaimedIntent[] = [];
  const addresses = new Set<string>();
  for (const intent of intents) {
    const user = users.get(intent.localId);
    const address = user?.email.toLowerCase() ?? '';
    if (user === undefined || looksFirst(intent) || addresses.has(address)) {
      others.push(intent);
    } else {
      addresses.add(address);
      invitations.push({ intent, user });
    }
  }
  return { invitations, others };
}

/** How Align is told of one user (S1 "POST /users/bulk-invite"). */
export function toInvite({ user }: Invitation) {
  return {
    email: user.email,
    name: user.name,
    role: 'developer' as const,
    externalRef: externalRef('user', user.id),
  };
}

async function loadUnlinkedUsers(
  database: Database,
  scope: LinkScope,
  intents: ClaimedIntent[],
): Promise<Map<string, Invitation['user']>> {
  const rows = await database
    .selectFrom('users')
    .leftJoin('alignEntityLinks', (join) =>
      join
        .onRef('alignEntityLinks.externalId', '=', 'users.id')
        .onRef('alignEntityLinks.tenantId', '=', 'users.tenantId')
        .on('alignEntityLinks.companyId', '=', scope.companyId)
        .on('alignEntityLinks.alignOrgId', '=', scope.alignOrgId)
        .on('alignEntityLinks.externalType', '=', 'user'),
    )
    .select(['users.id', 'users.name', 'users.email'])
    .where('users.tenantId', '=', scope.tenantId)
    .where(
      'users.id',
      'in',
      intents.map((intent) => intent.localId),
    )
    .where('alignEntityLinks.id', 'is', null)
    .execute();
  return new Map(rows.map((user) => [user.id, user]));
}
