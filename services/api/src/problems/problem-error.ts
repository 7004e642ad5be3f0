import type { Problem, ProblemCode } from '@illumera/api-models';

export type FieldFault = NonNullable<Problem['errors']>[number];

interface ProblemMore {
  /** Each field that is at fault. */
  faults?: readonly FieldFault[];
  /** When it makes sense to try again. */
  retryAfterSeconds?: number;
  /** For us alone. */
  cause?: unknown;
}

/** What a caller is told instead of an answer. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly faults: readonly FieldFault[] | undefined;

  readonly retryAfterSeconds: number | undefined;

  constructor(code: ProblemCode, detail: string, more: ProblemMore = {}) {
    super(detail, { cause: more.cause });
    this.name = 'ProblemError';
    this.code = code;
    this.faults = more.faults;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}
