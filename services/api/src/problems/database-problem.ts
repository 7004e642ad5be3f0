import { ProblemError } from './problem-error.ts';

/** SQLSTATEs of a value that passed validation and that Postgres cannot hold all the same, such as text with a NUL. */
const unstorable = new Set(['22003', '22007', '22008', '22021', '22P05']);

/** SQLSTATEs and system errors of a database that cannot be used just now. */
const outage = /^(08...|53...|57P0.|40001|40P01|E[A-Z_]+)$/;

/** What pg says where it gives no code. */
const lostConnection = /^(timeout exceeded when trying to connect|Connection terminated)/;

/** Tells an outage of the database and a value that it cannot store from a fault of ours. */
export function databaseProblem(error: unknown): ProblemError | undefined {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  const state = typeof code === 'string' ? code : '';
  if (unstorable.has(state)) {
    return new ProblemError('validation_failed', 'A value holds what cannot be stored.', { faults: [] });
  }
  if (outage.test(state) || lostConnection.test(String(message))) {
    return new ProblemError('unavailable', 'The database cannot be reached. Try again in a moment.');
  }
  return undefined;
}
