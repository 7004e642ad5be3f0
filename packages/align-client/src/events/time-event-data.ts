import { z } from 'zod';
import { AlignId } from '../models/align-id.ts';
import { FreeText } from '../models/free-text.ts';
import type { AlignEvent } from './align-event.ts';

/**
 * What a time event says of its entry (S3 "Worked examples"; S1 names `reason`). Each part may be missing,
 * and one that cannot be used counts as missing: the status follows from the event's name, never from
 * `status` here, which S3 shows as `locked` on an approval and on an unlock alike.
 */
const TimeEventData = z.object({
  projectId: AlignId.optional().catch(undefined),
  userId: AlignId.optional().catch(undefined),
  /** `YYYY-MM-DD`. */
  workDate: z.iso.date().optional().catch(undefined),
  minutes: z.int().nonnegative().optional().catch(undefined),
  description: FreeText.optional().catch(undefined),
  reason: FreeText.optional().catch(undefined),
  status: z.string().optional().catch(undefined),
});
export type TimeEventData = z.output<typeof TimeEventData>;

/** The entry in a time event, its texts fit to be stored. Never throws. */
export function timeEventData(event: AlignEvent): TimeEventData {
  return TimeEventData.parse(event.data);
}
