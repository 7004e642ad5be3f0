import { type Database, type DeliveryStatus, deliveryStatuses } from '@illumera/schema';
import { notFound } from '../answer.ts';
import type { Actor } from '../people/actor.ts';
import { companyScope } from '../people/company-scope.ts';
import { fetchPage, type PageRequest } from './fetch-page.ts';
import { ownedBy, ownedWith } from './owned-by.ts';
import type { Period } from './period.ts';

export interface DeliveryFilter extends PageRequest, Period {
  companyId?: string | undefined;
  status?: DeliveryStatus | undefined;
  eventName?: string | undefined;
}

/** Lists the events that Align delivered (S2 "Webhook deliveries"), by the time they came in. */
export async function listDeliveries(database: Database, actor: Actor, filter: DeliveryFilter) {
  const scope = await companyScope(database, actor, filter.companyId);
  if (scope === undefined) return notFound;
  const query = database
    .selectFrom('alignWebhookDeliveries')
    .select([
      'id',
      'companyId',
      'deliveryId',
      'eventId',
      'eventName',
      'entityType',
      'entityId',
      'occurredAt',
      'status',
      'outcome',
      'attempts',
      'receivedAt',
      'processedAt',
      'error',
    ]);
  const { eventName } = filter;
  const of =
    eventName === undefined
      ? ownedBy('alignWebhookDeliveries', scope)
      : ownedWith('alignWebhookDeliveries', scope, ['eventName', eventName]);
  const among = { status: filter.status ?? deliveryStatuses };
  return fetchPage(
    database,
    { query, table: 'alignWebhookDeliveries', time: 'receivedAt', of, among, period: filter },
    filter,
  );
}
