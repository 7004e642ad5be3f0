import type { AlignClient, Webhook } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import type { ConnectionClaim } from './claim-connection.ts';

const PAGE_SIZE = 100;

/**
 * Finds the subscriptions at Align that earlier connections of the same company left behind, by the addresses they deliver
 * to. Other companies of the organization keep theirs.
 */
export async function findOrphanSubscriptions(
  database: Database,
  client: AlignClient,
  claim: ConnectionClaim,
): Promise<Webhook[]> {
  const rows = await database
    .selectFrom('alignConnections as past')
    .innerJoin('alignConnections as claimed', (join) =>
      join
        .onRef('claimed.companyId', '=', 'past.companyId')
        .onRef('claimed.alignOrgId', '=', 'past.alignOrgId'),
    )
    .select('past.webhookUrl')
    .where('claimed.id', '=', claim.connectionId)
    .execute();
  const ours = new Set(rows.map((row) => row.webhookUrl));
  const subscriptions = await listSubscriptions(client);
  return subscriptions.filter((subscription) => ours.has(subscription.destinationUrl));
}

/** Reads every subscription of the organization. Throws an `AlignError`. */
export async function listSubscriptions(client: AlignClient): Promise<Webhook[]> {
  const found: Webhook[] = [];
  for (let page = 1; ; page += 1) {
    const { data, total } = await client.call('listWebhooks', { query: { page, pageSize: PAGE_SIZE } });
    found.push(...data);
    if (data.length === 0 || found.length >= total) return found;
  }
}
