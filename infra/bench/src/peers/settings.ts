import { z } from 'zod';

/** What every peer program that sends to Align reads. */
export const SenderSettings = z.object({
  DATABASE_URL: z.string(),
  ALIGN_BASE_URL: z.string(),
});
