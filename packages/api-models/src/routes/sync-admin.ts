import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { Id, Timestamp } from '../models/scalars.ts';
import { Delivery, Discrepancy, OutboxItem } from '../models/sync.ts';
import { SyncSummary, TimelineEvent } from '../models/sync-overview.ts';

const roles = ['platform_admin', 'company_admin'] as const;
const params = z.object({ id: Id });
const externalTypes = ['project', 'user', 'project_member', 'time_entry', 'wiki_page'] as const;

export const syncAdminRoutes = {
  summarizeSync: defineRoute({
    method: 'GET',
    path: '/api/admin/align/sync/summary',
    summary: 'Counts what is under way and what needs somebody',
    tag: 'sync',
    roles,
    query: z.object({ companyId: Id.optional() }),
    answer: { status: 200, model: SyncSummary },
  }),
  readTimeline: defineRoute({
    method: 'GET',
    path: '/api/admin/align/sync/timeline/:externalType/:externalId',
    summary: 'Tells all that happened to one entity, both directions, oldest first',
    tag: 'sync',
    roles,
    params: z.object({ externalType: z.enum(externalTypes), externalId: z.string().min(1).max(140) }),
    answer: { status: 200, model: z.object({ data: z.array(TimelineEvent) }) },
  }),
  retryFailed: defineRoute({
    method: 'POST',
    path: '/api/admin/align/sync/retry-failed',
    summary: 'Resets failed items to pending, in order',
    tag: 'sync',
    roles,
    body: z.strictObject({
      filter: z.strictObject({
        companyId: Id.optional(),
        entityType: OutboxItem.shape.entityType.optional(),
        localId: z.string().min(1).max(140).optional(),
        id: Id.optional(),
        from: Timestamp.optional(),
        to: Timestamp.optional(),
      }),
      dryRun: z.boolean().optional(),
    }),
    answer: { status: 200, model: z.object({ matched: z.int(), reset: z.int() }) },
  }),
  replayDelivery: defineRoute({
    method: 'POST',
    path: '/api/admin/align/sync/deliveries/:id/replay',
    summary: 'Handles a stored delivery again from its stored bytes',
    tag: 'sync',
    roles,
    params,
    answer: { status: 202, model: z.object({ id: Id, status: Delivery.shape.status }) },
  }),
  changeDiscrepancy: defineRoute({
    method: 'PATCH',
    path: '/api/admin/align/sync/discrepancies/:id',
    summary: 'Acknowledges, ignores or resolves a difference',
    tag: 'sync',
    roles,
    params,
    body: z.strictObject({
      state: z.enum(['acknowledged', 'ignored', 'resolved']),
      note: z.string().trim().min(1).max(2000),
    }),
    answer: { status: 200, model: Discrepancy },
  }),
};
