import type { FastifyError } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { databaseProblem } from './database-problem.ts';
import { fieldFaults } from './field-faults.ts';
import { ProblemError } from './problem-error.ts';

/** Turns whatever was thrown while a request was handled into what its caller is told. */
export function describeError(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const faults = fieldFaults(error.validation);
    const detail = faults.map(({ field, message }) => `${field}: ${message}`).join('; ');
    return new ProblemError('validation_failed', detail, { faults });
  }
  return databaseProblem(error) ?? httpProblem(error) ?? internalError;
}

const internalError = new ProblemError(
  'internal_error',
  'Something went wrong here. The request id finds it in the log.',
);

/** What fastify itself refuses: a body that is too large, of another type, or not JSON; a URL that cannot be read. */
function httpProblem(error: unknown): ProblemError | undefined {
  const { statusCode, message } = error as Partial<FastifyError>;
  if (statusCode === undefined || statusCode < 400 || statusCode >= 500) return undefined;
  if (statusCode === 413) return new ProblemError('payload_too_large', 'The body is too large.');
  if (statusCode === 415) {
    return new ProblemError('unsupported_media_type', 'Send the body as application/json.');
  }
  return new ProblemError('validation_failed', message ?? 'The request cannot be read.', { faults: [] });
}
