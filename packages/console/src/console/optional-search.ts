import type { z } from 'zod';

/** A parameter of an address: what does not fit counts as absent, since anybody may have typed it. */
export function optionalSearch<Model extends z.ZodType>(model: Model) {
  return model.optional().catch(undefined);
}
