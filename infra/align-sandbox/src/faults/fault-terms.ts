import { z } from 'zod';
import { RequestMatch } from '../api/match-request.ts';

/** What can go wrong with an answer; each has its own file below `kinds`. */
export const FAULT_NAMES = [
  'drop-after-commit',
  'reset',
  'hang',
  'slow-drip',
  'error',
  'stored-error',
  'echo',
  'html',
  'malformed-json',
  'idless-json',
  'other-entity',
] as const;
export type FaultName = (typeof FAULT_NAMES)[number];

/** When a fault strikes among the requests it matches, and with what. */
export const FaultTerms = RequestMatch.extend({
  /** Only the n-th matching request, counted from 1. */
  nth: z.number().int().min(1).optional(),
  probability: z.number().min(0).max(1).default(1),
  /** How often it strikes at most. */
  times: z.number().int().min(1).optional(),
  /** For faults that answer with an error. */
  status: z.number().int().min(400).max(599).default(503),
  /** The Retry-After header of an error, word for word. */
  retryAfter: z.string().optional(),
  /** How long a slow answer takes. */
  durationMs: z.number().int().min(1).max(600_000).default(20_000),
  /** Whether the call takes effect all the same, for faults that leave it open. */
  commits: z.boolean().default(false),
});
