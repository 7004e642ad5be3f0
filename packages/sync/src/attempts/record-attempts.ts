import type { Database } from '@illumera/schema';
import type { Ended } from '../outbox/settle/settlement.ts';
import { redactBody } from './redact-body.ts';

/** Writes down every call that attempts made, with what each attempt came to; one that made none leaves nothing. */
export async function recordAttempts(transaction: Database, ended: readonly Ended[]): Promise<void> {
  const rows = ended.flatMap(({ settlement: { lease, intent, calls }, outcome }) =>
    calls.map((call) => ({
      intentId: intent.id,
      tenantId: lease.connection.tenantId,
      companyId: lease.connection.companyId,
      sentAt: call.sentAt,
      method: call.method,
      path: call.path,
      requestBody: redactBody(call.body),
      responseStatus: call.status ?? null,
      durationMs: Math.round(call.durationMs),
      outcome: outcome.kind,
      error: 'reason' in outcome ? outcome.reason : null,
    })),
  );
  if (rows.length > 0) await transaction.insertInto('alignSyncAttempts').values(rows).execute();
}
