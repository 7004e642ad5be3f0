import { z } from 'zod';

/**
 * An id that Align gave out, narrow enough to be stored and put in a path: hostile ids cannot leave their
 * segment.
 */
export const AlignId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
