import { z } from 'zod';
import { Id, Timestamp } from './scalars.ts';

const Count = z.int().min(0);

/** How many entities of each kind predate a connection. */
const PlannedBackfill = z.object({
  project: Count,
  user: Count,
  project_member: Count,
  time_entry: Count,
  wiki_page: Count,
});

/** What a backfill has queued; without `backfillId` where it was only counted. */
export const StartedBackfill = z.object({ planned: PlannedBackfill, backfillId: Id.optional() });
export type StartedBackfill = z.output<typeof StartedBackfill>;

/** How far it has come to bring over what predates a connection. */
export const Backfill = z.object({
  id: Id,
  companyId: Id,
  connectionId: Id,
  planned: PlannedBackfill,
  total: Count,
  done: Count,
  failed: Count,
  requestedBy: z.string(),
  createdAt: Timestamp,
  finishedAt: Timestamp.nullable(),
});
export type Backfill = z.output<typeof Backfill>;
