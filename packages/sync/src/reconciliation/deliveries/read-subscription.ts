import type { Webhook } from '@illumera/align-client';
import { sql } from 'kysely';
import type { Part } from '../part.ts';
import { readPart } from '../read-part.ts';
import { readingGap } from '../reading-gap.ts';
import type { StepContext } from '../step.ts';

export type SubscriptionReading =
  | { kind: 'subscribed'; id: string; isEnabled: boolean }
  /** Align has it no more. */
  | { kind: 'missing'; id: string }
  /** The connection has none now, or is about to have another one. */
  | { kind: 'none' }
  | { kind: 'gap'; reason: string };

/**
 * Finds the connection's subscription among those of the organization.
 * @throws as readPart does
 */
export async function readSubscription(context: StepContext): Promise<SubscriptionReading> {
  const { database, run } = context;
  const connection = await database
    .selectFrom('alignConnections')
    .select(['webhookSubscriptionId', 'secretChangeToken'])
    .where('id', '=', run.connectionId)
    .executeTakeFirst();
  const id = connection?.webhookSubscriptionId ?? undefined;
  if (id === undefined || connection?.secretChangeToken != null) return { kind: 'none' };
  const part = subscriptionsOf(context);
  const gap = readingGap(await readPart(context, part), part.what);
  if (gap !== undefined) return { kind: 'gap', reason: gap };
  const { rows } = await sql<{ isEnabled: boolean }>`
    select coalesce((data ->> 'enabled')::boolean, true) as is_enabled from align_reconciliation_rows
    where run_id = ${run.id} and kind = 'webhook' and remote_id = ${id}
  `.execute(database);
  const [row] = rows;
  return row === undefined ? { kind: 'missing', id } : { kind: 'subscribed', id, ...row };
}

function subscriptionsOf({ align }: StepContext): Part<Webhook> {
  return {
    kind: 'webhook',
    name: 'all',
    what: 'the webhook subscriptions',
    fetch: (query) => align.call('listWebhooks', { query }),
    toRow: ({ id, enabled }) => ({ remoteId: id, data: { enabled } }),
  };
}
