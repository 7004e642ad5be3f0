/** SQLSTATE classes that are about the values written: data exceptions, broken constraints, and what functions raise. */
const ABOUT_VALUES = /^(22...|23...|P0...)$/;

/** Tells a write that the database will refuse again from one that failed for want of the database. */
export function isRefusedByDatabase(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && ABOUT_VALUES.test(String(error.code));
}
