import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Answer } from '../align/answer.ts';
import { RequestMatch } from '../api/match-request.ts';
import type { Sandbox } from '../sandbox.ts';
import type { FaultRow } from '../store/rows.ts';

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

/** What goes over the wire instead of the answer. */
export type Wire =
  | { kind: 'answer'; answer: Answer; headers?: Record<string, string> }
  | { kind: 'text'; status: number; contentType: string; text: string }
  | { kind: 'silence' }
  | { kind: 'cut'; isReset: boolean }
  | { kind: 'drip'; answer: Answer; durationMs: number };

/** `answer` is what the caller would have got; of a call without effect it is the error that stands for it. */
type Struck = { answer: Answer; fault: FaultRow; request: FastifyRequest; sandbox: Sandbox };

export type FaultKind = {
  explains: string;
  /** Whether the call takes effect before the fault strikes. */
  commits: boolean | 'as asked';
  /** Whether the error is kept under the idempotency key and repeated. */
  isStored?: boolean;
  strike: (struck: Struck) => Wire;
};
