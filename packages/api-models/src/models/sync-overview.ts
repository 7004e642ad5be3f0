import { z } from 'zod';
import { Id, Timestamp } from './scalars.ts';
import { Delivery, Discrepancy, OutboxItem } from './sync.ts';

const Count = z.int().min(0);

/** How much there is of each status, and whether anybody is at work on it. */
export const SyncSummary = z.object({
  outbox: z.record(OutboxItem.shape.status, Count),
  deliveries: z.record(Delivery.shape.status, Count),
  discrepancies: z.record(Discrepancy.shape.state, Count),
  oldestPendingAt: Timestamp.nullable(),
  workersAlive: Count,
});
export type SyncSummary = z.output<typeof SyncSummary>;

/** One thing that happened to an entity. */
export const TimelineEvent = z.object({
  at: Timestamp,
  kind: z.enum(['intent', 'link', 'delivery', 'discrepancy', 'reconciliation']),
  id: Id,
  title: z.string(),
  status: z.string().nullable(),
  detail: z.string().nullable(),
});
export type TimelineEvent = z.output<typeof TimelineEvent>;
