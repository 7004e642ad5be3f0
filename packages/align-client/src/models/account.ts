import { z } from 'zod';
import { AlignId } from './align-id.ts';

/** Whose key it is and what it may do (S1 "GET /me"). */
export const Me = z.object({
  apiKeyId: z.string().nullish(),
  organizationId: AlignId,
  /** `organization`, or `project` for a key we cannot use. */
  scope: z.string(),
  scopedProjectId: z.string().nullish(),
  permissions: z.array(z.string()).default([]),
  createdByUserId: z.string().nullish(),
});
export type Me = z.output<typeof Me>;
