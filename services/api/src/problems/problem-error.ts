import type { Problem, ProblemCode } from '@illumera/api-models';

export type FieldFault = NonNullable<Problem['errors']>[number];

/** What a caller is told instead of an answer. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly faults: readonly FieldFault[] | undefined;

  constructor(code: ProblemCode, detail: string, faults?: readonly FieldFault[]) {
    super(detail);
    this.name = 'ProblemError';
    this.code = code;
    this.faults = faults;
  }
}
