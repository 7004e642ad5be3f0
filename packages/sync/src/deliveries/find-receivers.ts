import type { Database } from '@illumera/schema';
import { sql } from 'kysely';

/** How many connections of one organization are tried for the one whose secret verifies. */
const MAX_CANDIDATES = 8;

/** How a delivery names its receiver: by the token in its path, else by the organization in its body. */
export type ReceiverName = { routeToken: string } | { alignOrgId: string };

/** Finds the connections that a delivery may be for, with their sealed webhook secrets. Disconnected ones are not known. */
export async function findReceivers(database: Database, name: ReceiverName) {
  return database
    .selectFrom('alignConnections')
    .select(['id', 'tenantId', 'companyId', 'alignOrgId', 'webhookSecret'])
    .select(
      sql<
        string | null
      >`case when previous_webhook_secret_expires_at > now() then previous_webhook_secret end`.as(
        'previousWebhookSecret',
      ),
    )
    .select((column) => column('secretChangeToken', 'is not', null).as('isSecretChanging'))
    .where('status', '<>', 'disconnected')
    .where((where) => where.and(name))
    .orderBy('id')
    .limit(MAX_CANDIDATES)
    .execute();
}

export type Receiver = Awaited<ReturnType<typeof findReceivers>>[number];
