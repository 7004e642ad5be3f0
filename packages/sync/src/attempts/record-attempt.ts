import type { CallRecord } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import type { Outcome } from '../outbox/outcome.ts';
import type { Settlement } from '../outbox/settle/settlement.ts';
import { redactBody } from './redact-body.ts';

/** Writes down every call that an attempt made, with what the attempt came to; one that made none leaves nothing. */
export async function recordAttempt(
  transaction: Database,
  { lease, intent }: Settlement,
  { outcome, calls }: { outcome: Outcome; calls: CallRecord[] },
): Promise<void> {
  if (calls.length === 0) return;
  const { tenantId, companyId } = lease.connection;
  const rows = calls.map((call) => ({
    intentId: intent.id,
    tenantId,
    companyId,
    sentAt: call.sentAt,
    method: call.method,
    path: call.path,
    requestBody: redactBody(call.body),
    responseStatus: call.status ?? null,
    durationMs: Math.round(call.durationMs),
    outcome: outcome.kind,
    error: 'reason' in outcome ? outcome.reason : null,
  }));
  await transaction.insertInto('alignSyncAttempts').values(rows).execute();
}
