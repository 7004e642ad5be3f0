import type { ProblemCode } from '@illumera/api-models';

interface ProblemKind {
  status: number;
  title: string;
}

/** The status and the title of each kind of problem (contract section 3). */
export const problemKinds = {
  validation_failed: { status: 400, title: 'The request is not valid' },
  project_scoped_key: { status: 400, title: 'The API key is project-scoped' },
  align_key_invalid: { status: 400, title: 'Align does not accept the API key' },
  unauthenticated: { status: 401, title: 'Sign in first' },
  forbidden: { status: 403, title: 'Your role does not allow this' },
  not_found: { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'Not possible in this state' },
  payload_too_large: { status: 413, title: 'The request is too large' },
  unsupported_media_type: { status: 415, title: 'The body is not JSON' },
  idempotency_key_reused: { status: 422, title: 'The idempotency key names another call' },
  rate_limited: { status: 429, title: 'Too many requests' },
  internal_error: { status: 500, title: 'Something went wrong' },
  webhook_registration_failed: { status: 502, title: 'Align did not register the webhook' },
  align_unreachable: { status: 502, title: 'Align cannot be reached' },
  unavailable: { status: 503, title: 'Not available at the moment' },
} as const satisfies Record<ProblemCode, ProblemKind>;
