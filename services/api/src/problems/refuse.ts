import type { ProblemCode } from '@illumera/api-models';
import type { Conflict, Invalid, NotFound } from '@illumera/sync';
import { ProblemError } from './problem-error.ts';

type AlignRefusal = {
  kind: Extract<
    ProblemCode,
    | 'project_scoped_key'
    | 'align_key_invalid'
    | 'webhook_registration_failed'
    | 'align_unreachable'
    | 'rate_limited'
  >;
  message: string;
};

/** What a verb answers when it does not do what was asked. */
export type Refusal = NotFound | Conflict | Invalid | AlignRefusal;

/** The problem that tells a caller of a verb's refusal. */
export function refuse(refusal: Refusal): ProblemError {
  if (refusal.kind === 'not_found') {
    return new ProblemError('not_found', 'There is no such thing, or it is not yours to see.');
  }
  if (refusal.kind === 'conflict') return new ProblemError('conflict', sentence(refusal.reason));
  if (refusal.kind === 'invalid') {
    const { field, message } = refusal;
    return new ProblemError('validation_failed', `${field}: ${message}`, { faults: [{ field, message }] });
  }
  return new ProblemError(refusal.kind, refusal.message);
}

function sentence(reason: string): string {
  return `${reason.slice(0, 1).toUpperCase()}${reason.slice(1)}.`;
}
