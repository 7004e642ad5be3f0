import { z } from 'zod';
import { Id, Timestamp } from './scalars.ts';

/** One change that is to reach Align, and how far it has come. */
export const OutboxItem = z.object({
  id: Id,
  companyId: Id,
  entityType: z.enum(['project', 'user', 'project_member', 'time_entry', 'time_entry_submit', 'wiki_page']),
  localId: z.string(),
  operation: z.enum(['upsert', 'delete']),
  status: z.enum(['pending', 'processing', 'done', 'failed']),
  attempts: z.int(),
  maxAttempts: z.int(),
  lastAttemptAt: Timestamp.nullable(),
  nextRetryAt: Timestamp,
  error: z.string().nullable(),
  waitingForType: z.string().nullable(),
  waitingForId: z.string().nullable(),
  createdAt: Timestamp,
  settledAt: Timestamp.nullable(),
});
export type OutboxItem = z.output<typeof OutboxItem>;

/** One signed event that Align delivered. */
export const Delivery = z.object({
  id: Id,
  companyId: Id.nullable(),
  deliveryId: z.string(),
  eventId: z.string(),
  eventName: z.string(),
  entityType: z.string().nullable(),
  entityId: z.string().nullable(),
  occurredAt: Timestamp.nullable(),
  status: z.enum(['received', 'processed', 'failed']),
  outcome: z.string().nullable(),
  attempts: z.int(),
  receivedAt: Timestamp,
  processedAt: Timestamp.nullable(),
  error: z.string().nullable(),
});
export type Delivery = z.output<typeof Delivery>;

/** One difference between the two sides. */
export const Discrepancy = z.object({
  id: Id,
  companyId: Id.nullable(),
  projectId: Id.nullable(),
  field: z.string(),
  externalType: z.string().nullable(),
  externalId: z.string().nullable(),
  illumeraValue: z.string().nullable(),
  alignValue: z.string().nullable(),
  severity: z.enum(['info', 'warning', 'critical']),
  state: z.enum(['open', 'acknowledged', 'ignored', 'resolved']),
  note: z.string().nullable(),
  timesSeen: z.int(),
  detectedAt: Timestamp,
  lastSeenAt: Timestamp,
});
export type Discrepancy = z.output<typeof Discrepancy>;
