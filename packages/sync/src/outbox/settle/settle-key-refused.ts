import type { Database } from '@illumera/schema';
import { failConnection } from '../../drain/fail-connection.ts';
import type { Outcome } from '../outcome.ts';
import { releaseIntent } from './release-intent.ts';
import type { Settlement } from './settlement.ts';

/** Turns the connection to `error`; its intents wait untouched for a new key. */
export async function settleKeyRefused(
  transaction: Database,
  { lease, intent }: Settlement,
  outcome: Extract<Outcome, { kind: 'key_refused' }>,
): Promise<void> {
  await releaseIntent(transaction, intent, {});
  await failConnection(transaction, lease.connection, outcome.reason);
}
