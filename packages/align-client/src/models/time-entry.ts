import { z } from 'zod';
import { AlignId } from './align-id.ts';
import { FreeText } from './free-text.ts';

/** S1 "Align TimeEntry shape". Minutes are exact; `hours` is a rounded text such as "2.5". */
export const TimeEntry = z.object({
  id: AlignId,
  organizationId: z.string().nullish(),
  projectId: AlignId.nullish(),
  userId: AlignId.nullish(),
  /** `YYYY-MM-DD`. */
  workDate: z.iso.date().nullish(),
  hours: z.string().nullish(),
  minutes: z.int().nonnegative().nullish(),
  description: FreeText.nullish(),
  billable: z.boolean().nullish(),
  status: z.string().nullish(),
});
export type TimeEntry = z.output<typeof TimeEntry>;
