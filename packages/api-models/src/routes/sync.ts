import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { Id, Paging, pageOf, Timestamp } from '../models/scalars.ts';
import { Delivery, Discrepancy, OutboxItem } from '../models/sync.ts';

const roles = ['platform_admin', 'company_admin'] as const;
const filters = Paging.extend({
  companyId: Id.optional(),
  from: Timestamp.optional(),
  to: Timestamp.optional(),
});

export const syncRoutes = {
  listOutbox: defineRoute({
    method: 'GET',
    path: '/api/admin/align/sync/outbox',
    summary: 'Lists what is to reach Align, and what has',
    tag: 'sync',
    roles,
    query: filters.extend({
      status: OutboxItem.shape.status.optional(),
      entityType: OutboxItem.shape.entityType.optional(),
    }),
    answer: { status: 200, model: pageOf(OutboxItem) },
  }),
  listDeliveries: defineRoute({
    method: 'GET',
    path: '/api/admin/align/sync/deliveries',
    summary: 'Lists the events that Align delivered',
    tag: 'sync',
    roles,
    query: filters.extend({
      status: Delivery.shape.status.optional(),
      eventName: z.string().max(128).optional(),
    }),
    answer: { status: 200, model: pageOf(Delivery) },
  }),
  listDiscrepancies: defineRoute({
    method: 'GET',
    path: '/api/admin/align/sync/discrepancies',
    summary: 'Lists where the two sides differ',
    tag: 'sync',
    roles,
    query: filters.extend({
      status: Discrepancy.shape.state.optional(),
      /** The same as `status`, by the name that the row gives it. */
      state: Discrepancy.shape.state.optional(),
      field: z.string().max(128).optional(),
    }),
    answer: { status: 200, model: pageOf(Discrepancy) },
  }),
};
