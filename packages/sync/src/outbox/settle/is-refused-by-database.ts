import { isDataError } from '@illumera/schema';

/** What functions and triggers raise. */
const RAISED = /^P0...$/;

/** Tells a write that the database will refuse again from one that failed for want of the database. */
export function isRefusedByDatabase(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  return isDataError(error) || ('code' in error && RAISED.test(String(error.code)));
}
