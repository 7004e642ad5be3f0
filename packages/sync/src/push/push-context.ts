import type { AlignClient } from '@illumera/align-client';
import type { Database, ExternalType } from '@illumera/schema';
import type { LinkScope } from '../links/find-link.ts';
import type { ClaimedIntent } from '../outbox/claim-intents.ts';
import type { Outcome } from '../outbox/outcome.ts';

/** What a pusher works with. `align.call` throws when the worker may no longer send for this connection. */
export interface PushContext {
  database: Database;
  align: AlignClient;
  scope: LinkScope;
  intent: ClaimedIntent;
}

/**
 * Brings one intent to Align with a payload built from the current rows.
 * @throws AlignError where Align refuses or cannot be reached in a way the pusher has no better word for
 */
export type Pusher = (context: PushContext) => Promise<Outcome>;

/** Names an Illumera entity to Align (S1 "externalRef Contract"). */
export function externalRef(externalType: ExternalType, externalId: string) {
  return { provider: 'illumera' as const, externalType, externalId };
}

/**
 * The idempotency key of a call that is not an entity's create: it belongs to the newest intent that the call carries, so that
 * a second edit or a resubmission within 24 h is not answered from Align's memory of the first, not even where it goes along
 * with the retry of that first.
 */
export function intentKey({ intent }: PushContext): string {
  return `${intent.operation}:${intent.mergedThrough.intentId}`;
}
