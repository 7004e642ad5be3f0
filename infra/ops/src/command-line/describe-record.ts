import { alignColumns } from './align-columns.ts';

/** Shows the fields of one made row, a line each; a field without a value is left out. */
export function describeRecord(title: string, record: Readonly<Record<string, string | null>>): string {
  const [first, ...rest] = Object.entries(record).flatMap(([field, value]) =>
    value === null ? [] : [[`  ${field}`, value]],
  );
  return first === undefined ? title : `${title}\n${alignColumns(first, rest)}`;
}
