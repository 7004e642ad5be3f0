import type { Database } from '@illumera/schema';
import type { RawBuilder } from 'kysely';
import type { ClaimedIntent } from '../claim-intents.ts';

/** Puts a claimed intent back to `pending`. */
export async function releaseIntent(
  transaction: Database,
  intent: ClaimedIntent,
  changes: { attempts?: number; error?: string | null; nextRetryAt?: RawBuilder<Date> },
): Promise<void> {
  await transaction
    .updateTable('alignSyncOutbox')
    .set({ status: 'pending', leaseToken: null, ...changes })
    .where('id', '=', intent.id)
    .execute();
}
