import { z } from 'zod';

export const problemCodes = [
  'validation_failed',
  'project_scoped_key',
  'align_key_invalid',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'payload_too_large',
  'unsupported_media_type',
  'idempotency_key_reused',
  'rate_limited',
  'internal_error',
  'webhook_registration_failed',
  'align_unreachable',
  'unavailable',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** RFC 9457 problem details; `code` is stable, `detail` is for people. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(problemCodes),
  detail: z.string(),
  requestId: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});
export type Problem = z.output<typeof Problem>;
