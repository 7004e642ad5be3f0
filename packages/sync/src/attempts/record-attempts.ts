import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import type { Ended } from '../outbox/settle/settlement.ts';
import { redactBody } from './redact-body.ts';

/** Writes down every call that attempts of one lease made, with what each came to; one that made none leaves nothing. */
export async function recordAttempts(transaction: Database, ended: readonly Ended[]): Promise<void> {
  const connection = ended[0]?.settlement.lease.connection;
  const made = ended.flatMap(({ settlement: { intent, calls }, outcome }) =>
    calls.map((call) => ({ intentId: intent.id, call, outcome })),
  );
  if (connection === undefined || made.length === 0) return;
  await sql`
    insert into align_sync_attempts (
      tenant_id, company_id, intent_id, sent_at, method, path, request_body, response_status, duration_ms, outcome, error
    )
    select ${connection.tenantId}, ${connection.companyId}, given.* from unnest(
      ${made.map(({ intentId }) => intentId)}::text[], ${made.map(({ call }) => call.sentAt)}::timestamptz[],
      ${made.map(({ call }) => call.method)}::text[], ${made.map(({ call }) => call.path)}::text[],
      ${made.map(({ call }) => redactBody(call.body))}::jsonb[],
      ${made.map(({ call }) => call.status ?? null)}::integer[],
      ${made.map(({ call }) => Math.round(call.durationMs))}::integer[],
      ${made.map(({ outcome }) => outcome.kind)}::text[],
      ${made.map(({ outcome }) => ('reason' in outcome ? outcome.reason : null))}::text[]
    ) as given
  `.execute(transaction);
}
