import { ApiProblemError } from '@illumera/api-models';
import { ZodError } from 'zod';

/** What went wrong, for a person to read and to report. */
export interface Failure {
  title: string;
  detail: string;
  requestId: string | undefined;
  /** One message a field, by the field's name. */
  fields: Record<string, string>;
}

/** Says what went wrong with a call: the API's own account where it gave one. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof ApiProblemError) return describeProblem(error);
  if (error instanceof ZodError) {
    return unnumbered(
      'The answer could not be understood',
      'This page and the API may be of different versions. Reload the page.',
    );
  }
  if (error instanceof TypeError) {
    return unnumbered('The API cannot be reached', 'It may be restarting, or the network is down.');
  }
  return unnumbered('Something went wrong', error instanceof Error ? error.message : String(error));
}

function describeProblem({ problem, status }: ApiProblemError): Failure {
  if (problem === undefined) {
    return unnumbered('The API could not answer', `It answered ${status} without an explanation.`);
  }
  const fields = (problem.errors ?? []).map(({ field, message }) => [fieldName(field), message] as const);
  return {
    title: problem.title,
    detail: problem.detail,
    requestId: problem.requestId,
    fields: Object.fromEntries(fields),
  };
}

/** The last part of a path such as `body.minutes`, which is the control's name. */
function fieldName(path: string): string {
  return path.split(/[./]/).at(-1) ?? path;
}

function unnumbered(title: string, detail: string): Failure {
  return { title, detail, requestId: undefined, fields: {} };
}
