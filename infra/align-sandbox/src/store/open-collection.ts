import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { fieldExpression, type Where, whereClause } from './condition.ts';

type Slice = { limit?: number; offset?: number; newestFirst?: boolean };

/** Rows of one kind, in the order they were inserted. */
export type Collection<Row extends { id: string }> = {
  insert: (row: Row) => void;
  get: (id: string) => Row | undefined;
  find: (where: Where<Row>, slice?: Slice) => Row[];
  first: (where: Where<Row>) => Row | undefined;
  count: (where: Where<Row>) => number;
  /** The smallest number in a field over the rows that match. */
  least: (field: keyof Row & string, where: Where<Row>) => number | undefined;
  /** Writes the given fields over a row; answers the whole new row, or undefined where there is none. */
  change: (id: string, changes: Partial<Row>) => Row | undefined;
  remove: (id: string) => boolean;
  removeWhere: (where: Where<Row>) => number;
};

/** Makes sure the table and its indexes exist (one per list of fields) and opens it. */
export function openCollection<Row extends { id: string }>(
  db: DatabaseSync,
  name: string,
  indexes: readonly (readonly (keyof Row & string)[])[],
): Collection<Row> {
  createTable(db, name, indexes);
  const prepare = statementCache(db);
  const rowOf = (found: Record<string, unknown> | undefined): Row | undefined =>
    found === undefined ? undefined : (JSON.parse(String(found['body'])) as Row);

  const get = (id: string) => rowOf(prepare(`SELECT body FROM ${name} WHERE id = ?`).get(id));
  const find = (where: Where<Row>, slice: Slice = {}): Row[] => {
    const { sql, values } = whereClause(where);
    const order = slice.newestFirst === true ? 'DESC' : 'ASC';
    const found = prepare(`SELECT body FROM ${name} ${sql} ORDER BY seq ${order} LIMIT ? OFFSET ?`);
    return found
      .all(...values, slice.limit ?? -1, slice.offset ?? 0)
      .map((row) => JSON.parse(String(row['body'])) as Row);
  };
  const run = (sql: string, ...values: SQLInputValue[]) => Number(prepare(sql).run(...values).changes);

  return {
    get,
    find,
    first: (where) => find(where, { limit: 1 })[0],
    count: (where) => {
      const { sql, values } = whereClause(where);
      return Number(prepare(`SELECT count(*) AS total FROM ${name} ${sql}`).get(...values)?.['total']);
    },
    least: (field, where) => {
      const { sql, values } = whereClause(where);
      const found = prepare(`SELECT min(${fieldExpression(field)}) AS least FROM ${name} ${sql}`).get(
        ...values,
      );
      const least = found?.['least'];
      return typeof least === 'number' ? least : undefined;
    },
    insert: (row) => {
      run(`INSERT INTO ${name} (id, body) VALUES (?, ?)`, row.id, JSON.stringify(row));
    },
    change: (id, changes) => {
      const before = get(id);
      if (before === undefined) return undefined;
      const after = { ...before, ...changes };
      run(`UPDATE ${name} SET body = ? WHERE id = ?`, JSON.stringify(after), id);
      return after;
    },
    remove: (id) => run(`DELETE FROM ${name} WHERE id = ?`, id) > 0,
    removeWhere: (where) => {
      const { sql, values } = whereClause(where);
      return run(`DELETE FROM ${name} ${sql}`, ...values);
    },
  };
}

function createTable(db: DatabaseSync, name: string, indexes: readonly (readonly string[])[]): void {
  db.exec(`CREATE TABLE IF NOT EXISTS ${name} (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL CHECK (json_valid(body))
  ) STRICT`);
  for (const fields of indexes)
    db.exec(
      `CREATE INDEX IF NOT EXISTS ${name}_${fields.join('_')} ON ${name} (${fields.map(fieldExpression).join(', ')})`,
    );
}

function statementCache(db: DatabaseSync): (sql: string) => StatementSync {
  const statements = new Map<string, StatementSync>();
  return (sql) => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const prepared = db.prepare(sql);
    statements.set(sql, prepared);
    return prepared;
  };
}
