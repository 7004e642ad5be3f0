import { DatabaseError } from 'pg';

/**
 * Classes of errors that lie in what was to be stored, and so come again: data exceptions, violated constraints, limits of
 * a program (https://www.postgresql.org/docs/current/errcodes-appendix.html).
 */
const DATA_CLASSES: ReadonlySet<string> = new Set(['22', '23', '54']);

/** Whether Postgres refused a value, rather than being unable to store anything. */
export function isDataError(error: unknown): boolean {
  return error instanceof DatabaseError && DATA_CLASSES.has(error.code?.slice(0, 2) ?? '');
}
