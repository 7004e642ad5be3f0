import { z } from 'zod';

/** What every peer that takes deliveries in reads. */
export const IngestSettings = z.object({
  DATABASE_URL: z.string(),
  MAX_CONNECTIONS: z.coerce.number().default(20),
});
