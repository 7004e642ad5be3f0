import { z } from 'zod';
import { AlignId } from './align-id.ts';
import { FreeText } from './free-text.ts';

/** S1 "POST /projects/:id/wiki-pages". */
export const WikiPage = z.object({
  id: AlignId,
  projectId: AlignId.nullish(),
  title: FreeText.nullish(),
  content: FreeText.nullish(),
});
export type WikiPage = z.output<typeof WikiPage>;
