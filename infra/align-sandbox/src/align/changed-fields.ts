import { isDeepStrictEqual } from 'node:util';

/** The names of the given fields that differ from the row's; a field that is undefined was not given. */
export function changedFieldsOf(
  row: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, unknown>>,
): string[] {
  return Object.keys(changes).filter(
    (field) => changes[field] !== undefined && !isDeepStrictEqual(changes[field], row[field]),
  );
}
