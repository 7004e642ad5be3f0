import type { z } from 'zod';

/** A value that is there and fits; one that is absent is not tried, since a failed reading costs more than all else. */
export function readUsable<Schema extends z.ZodType>(schema: Schema, value: unknown) {
  return value === undefined || value === null ? undefined : schema.safeParse(value).data;
}
