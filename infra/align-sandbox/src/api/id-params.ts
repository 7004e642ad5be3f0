import { z } from 'zod';

/** The `:id` of a path; one that is nobody's is 404, whatever it looks like. */
export const IdParams = z.object({ id: z.string() });
