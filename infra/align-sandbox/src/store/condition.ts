import type { SQLInputValue } from 'node:sqlite';

/** What a field is compared with: a value, a range with both ends included, or one of several values. */
type Condition<Value> =
  | Value
  | { from?: Value | undefined; to?: Value | undefined }
  | { anyOf: readonly Value[] };

export type Where<Row> = { readonly [Field in keyof Row]?: Condition<Row[Field]> | undefined };

export type Clause = { sql: string; values: SQLInputValue[] };

/** The SQL expression of a field inside a row's JSON; indexes are built on the same expression. */
export function fieldExpression(field: string): string {
  return `json_extract(body, '$.${field}')`;
}

/** Turns conditions into a WHERE clause with its values; a condition that is undefined is left out. */
export function whereClause(where: Readonly<Record<string, unknown>>): Clause {
  const clauses = Object.entries(where)
    .filter(([, condition]) => condition !== undefined)
    .map(([field, condition]) => fieldClause(fieldExpression(field), condition));
  if (clauses.length === 0) return { sql: '', values: [] };
  return {
    sql: `WHERE ${clauses.map((clause) => clause.sql).join(' AND ')}`,
    values: clauses.flatMap((clause) => clause.values),
  };
}

function fieldClause(expression: string, condition: unknown): Clause {
  if (typeof condition !== 'object' || condition === null)
    return { sql: `${expression} IS ?`, values: [bindable(condition)] };
  if ('anyOf' in condition && Array.isArray(condition.anyOf)) {
    const values = condition.anyOf.map(bindable);
    return { sql: `${expression} IN (${values.map(() => '?').join(', ')})`, values };
  }
  const from = 'from' in condition ? condition.from : undefined;
  const to = 'to' in condition ? condition.to : undefined;
  const parts: Clause[] = [];
  if (from !== undefined) parts.push({ sql: `${expression} >= ?`, values: [bindable(from)] });
  if (to !== undefined) parts.push({ sql: `${expression} <= ?`, values: [bindable(to)] });
  if (parts.length === 0) return { sql: 'TRUE', values: [] };
  return { sql: parts.map((part) => part.sql).join(' AND '), values: parts.flatMap((part) => part.values) };
}

/** SQLite has no booleans: JSON's `true` and `false` come out of json_extract as 1 and 0. */
function bindable(value: unknown): SQLInputValue {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  throw new TypeError(`A ${typeof value} cannot be compared in the store.`);
}
