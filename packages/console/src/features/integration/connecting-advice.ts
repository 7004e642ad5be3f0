import { ApiProblemError, type ProblemCode } from '@illumera/api-models';

/** What to do when connecting fails, from the guide's troubleshooting table (S2). */
const advice: Partial<Record<ProblemCode, string>> = {
  project_scoped_key: 'Create a new key in Align with the scope Organization.',
  align_key_invalid: 'Create a fresh key in Align and paste it here.',
  webhook_registration_failed:
    'Ask the admin of your Align organization to enable webhooks, then connect again.',
  align_unreachable: 'Nothing was changed. Try again in a few minutes.',
  conflict: 'Disconnect the present connection first.',
};

/** The next step after a failed attempt to connect, where there is one to name. */
export function connectingAdvice(error: unknown): string | undefined {
  if (!(error instanceof ApiProblemError) || error.problem === undefined) return undefined;
  return advice[error.problem.code];
}
