import { routes } from '@illumera/api-models';
import { z } from 'zod';
import { optionalSearch } from '../../console/optional-search.ts';

const outbox = routes.listOutbox.query.shape;
const deliveries = routes.listDeliveries.query.shape;
const discrepancies = routes.listDiscrepancies.query.shape;
const runs = routes.listRuns.query.shape;

const shared = {
  companyId: optionalSearch(outbox.companyId.unwrap()),
  cursor: optionalSearch(outbox.cursor.unwrap()),
};

export const OutboxSearch = z.object({
  ...shared,
  status: optionalSearch(outbox.status.unwrap()),
  entityType: optionalSearch(outbox.entityType.unwrap()),
});

export const DeliverySearch = z.object({
  ...shared,
  status: optionalSearch(deliveries.status.unwrap()),
  eventName: optionalSearch(deliveries.eventName.unwrap()),
});

export const DiscrepancySearch = z.object({
  ...shared,
  state: optionalSearch(discrepancies.state.unwrap()),
  field: optionalSearch(discrepancies.field.unwrap()),
});

export const RunSearch = z.object({ ...shared, status: optionalSearch(runs.status.unwrap()) });
