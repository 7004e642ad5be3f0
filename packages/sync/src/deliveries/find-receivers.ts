import type { Database } from '@illumera/schema';
import { sql } from 'kysely';

/** How many connections of one organization are tried for the one whose secret verifies. */
const MAX_CANDIDATES = 8;

/** How a delivery names its receiver: by the token in its path, else by the organization in its body. */
export type ReceiverName = { routeToken: string } | { alignOrgId: string };

/**
 * Finds the connections that deliveries may be for, with their sealed webhook secrets; those of each name in its place.
 * Disconnected ones are not known.
 */
export async function findReceivers(
  database: Database,
  names: readonly ReceiverName[],
): Promise<Receiver[][]> {
  const tokens = names.flatMap((name) => ('routeToken' in name ? [name.routeToken] : []));
  const organizations = names.flatMap((name) => ('alignOrgId' in name ? [name.alignOrgId] : []));
  const rows = await selectReceivers(database, tokens, organizations);
  return names.map((name) =>
    'routeToken' in name
      ? rows.filter((row) => row.routeToken === name.routeToken)
      : rows.filter((row) => row.alignOrgId === name.alignOrgId).slice(0, MAX_CANDIDATES),
  );
}

function selectReceivers(database: Database, tokens: string[], organizations: string[]) {
  return database
    .selectFrom('alignConnections')
    .select(['id', 'tenantId', 'companyId', 'alignOrgId', 'routeToken', 'webhookSecret'])
    .select([
      sql<
        string | null
      >`case when previous_webhook_secret_expires_at > now() then previous_webhook_secret end`.as(
        'previousWebhookSecret',
      ),
      sql<number>`extract(epoch from coalesce(previous_webhook_secret_expires_at - now(), interval '0'))::float8 * 1000`.as(
        'previousSecretForMs',
      ),
      sql<boolean>`secret_change_token is not null`.as('isSecretChanging'),
    ])
    .where('status', '<>', 'disconnected')
    .where((column) =>
      column.or([
        column('routeToken', '=', sql<string>`any(${tokens}::text[])`),
        column('alignOrgId', '=', sql<string>`any(${organizations}::text[])`),
      ]),
    )
    .orderBy('id')
    .execute();
}

export type Receiver = Awaited<ReturnType<typeof selectReceivers>>[number];
