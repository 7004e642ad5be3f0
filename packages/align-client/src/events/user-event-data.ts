import { z } from 'zod';
import { FreeText } from '../models/free-text.ts';
import type { AlignEvent } from './align-event.ts';

/** What `user.updated` says of its user (S3 "Worked examples"); a part that cannot be used counts as missing. */
const UserEventData = z.object({
  name: FreeText.optional().catch(undefined),
  email: FreeText.optional().catch(undefined),
  changedFields: z.array(z.string()).default([]).catch([]),
});
export type UserEventData = z.output<typeof UserEventData>;

/** The user in an event, its texts fit to be stored. Never throws. */
export function userEventData(event: AlignEvent): UserEventData {
  return UserEventData.parse(event.data);
}
