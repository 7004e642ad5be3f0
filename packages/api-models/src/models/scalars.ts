import { z } from 'zod';

/** A UUID kept as text. */
export const Id = z
  .string()
  .min(1)
  .max(64)
  .meta({ examples: ['019aa3c4-5b1e-7c52-9a57-1f0c2d9be001'] });

/** An instant, ISO 8601 in UTC. */
export const Timestamp = z.iso.datetime().meta({ examples: ['2026-05-27T12:00:00.000Z'] });

/** A plain calendar date that exists, `YYYY-MM-DD`. */
export const CalendarDate = z.iso.date().meta({ examples: ['2026-05-26'] });

/** Whole minutes of one day's work, 1 to 1,440. */
export const Minutes = z
  .int()
  .min(1)
  .max(1440)
  .meta({ examples: [150] });

export const Notes = z.string().max(2000);
export const Name = z.string().trim().min(1).max(200);

/** One page of a list, newest first; `nextCursor` is null on the last one. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ data: z.array(item), nextCursor: z.string().nullable() });
}

/** What every list takes. */
export const Paging = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});
