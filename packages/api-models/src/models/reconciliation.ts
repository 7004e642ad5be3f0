import { z } from 'zod';
import { Id, Timestamp } from './scalars.ts';

const Count = z.int().min(0);

/** One comparison of a connection with Align. */
export const ReconciliationRun = z.object({
  id: Id,
  companyId: Id,
  connectionId: Id,
  scope: z.enum(['time_entries', 'nightly', 'links', 'deliveries']),
  /** `incomplete` where something could not be seen: then nothing is reported missing. */
  state: z.enum(['running', 'complete', 'incomplete', 'failed']),
  /** The comparison at hand, while it runs. */
  step: z.string().nullable(),
  rowsRead: Count,
  /** What each comparison looked at and did. */
  counts: z.record(z.string(), z.record(z.string(), Count)),
  /** What could not be seen, or why it failed. */
  gaps: z.array(z.string()),
  /** A user's id, or "operator"; null where the clock asked for it. */
  requestedBy: z.string().nullable(),
  createdAt: Timestamp,
  startedAt: Timestamp.nullable(),
  finishedAt: Timestamp.nullable(),
});
export type ReconciliationRun = z.output<typeof ReconciliationRun>;
