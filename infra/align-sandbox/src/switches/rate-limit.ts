import { z } from 'zod';
import type { Switch } from './define-switch.ts';

export const rateLimit = {
  title: 'Rate limit',
  explains: 'Requests of a key per seconds; S1 says 600 per 60.',
  model: z.string().regex(/^[1-9]\d{0,5}\/[1-9]\d{0,4}$/, 'must be requests/seconds, e.g. 600/60'),
  standard: '600/60',
} satisfies Switch<string>;

export type Rate = { limit: number; windowMs: number };

/** The limit as numbers. */
export function rateOf(text: string): Rate {
  const [limit = 1, windowSeconds = 1] = text.split('/').map(Number);
  return { limit, windowMs: windowSeconds * 1000 };
}
