import { z } from 'zod';

/** What every create carries, so that Align can name our record back to us (S1 "externalRef Contract"). */
export const ExternalRef = z.strictObject({
  provider: z.literal('illumera'),
  externalType: z.enum(['project', 'user', 'project_member', 'time_entry', 'wiki_page']),
  externalId: z.string().min(1),
});
export type ExternalRef = z.output<typeof ExternalRef>;
