import { type AlignEvent, parseEvent } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import { type SqlBool, sql } from 'kysely';
import { MAX_EVENT_AGE_MS } from '../delivery-policy.ts';
import type { EventContext, LinkedEntity } from '../event-handler.ts';

/** Finds the last submission in Align that came later than what is being applied, by the events that came in time. */
export async function findResubmission(
  transaction: Database,
  { scope, occurredAt }: EventContext,
  { alignId }: LinkedEntity,
): Promise<{ event: AlignEvent; occurredAt: Date } | undefined> {
  const row = await transaction
    .selectFrom('alignWebhookDeliveries')
    .select(['body', 'eventName', 'occurredAt'])
    .where('tenantId', '=', scope.tenantId)
    .where('companyId', '=', scope.companyId)
    .where('entityId', '=', alignId)
    .where('eventName', '=', 'time.submitted')
    .where('occurredAt', '>', occurredAt)
    .where(sql<SqlBool>`occurred_at >= received_at - make_interval(secs => ${MAX_EVENT_AGE_MS / 1000})`)
    .orderBy('occurredAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined || row.occurredAt === null) return undefined;
  const reading = parseEvent(row.body, row.eventName);
  return reading.kind === 'event' ? { event: reading.event, occurredAt: row.occurredAt } : undefined;
}
