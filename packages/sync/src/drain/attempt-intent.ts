import type { Database } from '@illumera/schema';
import type { ClaimedIntent } from '../outbox/claim-intents.ts';
import type { Outcome } from '../outbox/outcome.ts';
import { linkScopeOf } from '../outbox/settle/settlement.ts';
import { pushIntent } from '../push/push-intent.ts';
import type { DrainOptions } from './drain-options.ts';

/**
 * Brings one claimed intent to Align and settles it.
 * @throws what is not about Align: the database's errors and LeaseLostError
 */
export async function attemptIntent(
  database: Database,
  { lease, sender, settle, maxAttempts, onSettled, onLost }: DrainOptions,
  intent: ClaimedIntent,
): Promise<Outcome[]> {
  const sending = sender.begin(intent.lane);
  try {
    const { align, calls } = sending;
    const scope = linkScopeOf(lease);
    const outcome = await pushIntent({ database, align, scope, intent });
    const settlement = { lease, intent, calls, maxAttempts };
    const settled = await settle({ settlement, outcome });
    if (settled === undefined) onLost?.(intent);
    else onSettled?.(intent, settled);
    return [settled ?? outcome];
  } finally {
    sending.end();
  }
}
