import { z } from 'zod';

/** S1 "externalRef Contract". */
export const ExternalRef = z.object({
  provider: z.string().min(1).max(100),
  externalType: z.string().min(1).max(100),
  externalId: z.string().min(1).max(255),
});
export type ExternalRef = z.output<typeof ExternalRef>;
