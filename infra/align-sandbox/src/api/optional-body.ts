import { z } from 'zod';

/** A body that may be left out; without one the route sees what an empty object gives. */
export function optionalBody<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((body) => body ?? {}, schema);
}
