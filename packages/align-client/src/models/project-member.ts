import { z } from 'zod';
import { AlignId } from './align-id.ts';

/** S1 "POST /projects/:id/members/:userId". */
export const ProjectMember = z.object({
  id: AlignId,
  projectId: AlignId.nullish(),
  userId: AlignId.nullish(),
  roleOverride: z.string().nullish(),
});
export type ProjectMember = z.output<typeof ProjectMember>;
