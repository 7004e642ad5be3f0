import { z } from 'zod';

/** Tells a page which of its readings may have changed, and nothing of what has. */
export const RefreshEvent = z.object({
  topics: z
    .array(
      z.enum([
        'connections',
        'projects',
        'engagements',
        'time_entries',
        'outbox',
        'deliveries',
        'discrepancies',
        'runs',
      ]),
    )
    .meta({ examples: [['outbox', 'time_entries']] }),
});
export type RefreshEvent = z.output<typeof RefreshEvent>;
