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
  /** How much each connection may send, as it stands now. */
  rateBudgets: z.array(
    z.object({
      connectionId: Id,
      companyId: Id,
      /** What Align allows the key in any minute. */
      requestsPerMinute: Count,
      /** How far ahead of now the slots of the key are taken. */
      takenSecondsAhead: Count,
      /** How long nothing is sent because Align asked for patience. */
      restsForSeconds: Count,
    }),
  ),
});
export type SyncSummary = z.output<typeof SyncSummary>;

/** One thing that happened to an entity. */
export const TimelineEvent = z.object({
  at: Timestamp,
  kind: z.enum(['intent', 'attempt', 'link', 'delivery', 'change', 'discrepancy']),
  id: Id,
  title: z.string(),
  status: z.string().nullable(),
  detail: z.string().nullable(),
});
export type TimelineEvent = z.output<typeof TimelineEvent>;
