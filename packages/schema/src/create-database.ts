import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import { type ClientBase, type CustomTypesConfig, types as defaults, Pool } from 'pg';
import type { ServiceRole } from './acting/database-scope.ts';
import { prepareStatements } from './prepare-statements.ts';
import type { DB } from './refined.ts';

export type Database = Kysely<DB>;

export interface DatabaseOptions {
  /** A Postgres connection string. */
  connectionString: string;
  /** Most connections held at once. */
  maxConnections: number;
  /** Shown in `pg_stat_activity`. */
  applicationName: string;
  /** How long to wait for a connection before failing, in milliseconds. */
  connectTimeoutMs?: number;
  /** How long to wait for a statement before failing and giving its connection up, in milliseconds; default: for ever. */
  statementTimeoutMs?: number;
  /** Whether statements are prepared, see `prepareStatements`. */
  preparesStatements?: boolean;
  /** What every connection acts under from the beginning, in place of its login; none is used that cannot. */
  role?: ServiceRole;
  /** Called when an idle connection breaks; the pool replaces it by itself. */
  onIdleError?: (error: Error) => void;
}

const types: CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === defaults.builtins.INT8 && format !== 'binary'
      ? parseSafeInteger
      : defaults.getTypeParser(oid, format),
};

/**
 * Reads a Postgres bigint as a number.
 * @throws RangeError when the value cannot be held exactly, so that money and minutes are never rounded.
 */
function parseSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} does not fit a JavaScript number`);
  return value;
}

/** A connection that cannot take the role is given up before anything is asked on it. */
const taking = (role: ServiceRole) => (client: ClientBase, done: (error?: Error) => void) => {
  client.query(`set role ${role}`, (error: Error | null) => done(error ?? undefined));
};

/** Opens a pool; nothing is connected until the first query. */
export function createPool(options: DatabaseOptions): Pool {
  const pool = new Pool({
    connectionString: options.connectionString,
    max: options.maxConnections,
    application_name: options.applicationName,
    connectionTimeoutMillis: options.connectTimeoutMs ?? 5_000,
    types,
    ...(options.role === undefined ? {} : { verify: taking(options.role) }),
    ...(options.statementTimeoutMs === undefined ? {} : { query_timeout: options.statementTimeoutMs }),
  });
  if (options.preparesStatements) prepareStatements(pool);
  pool.on('error', options.onIdleError ?? (() => undefined));
  // One that breaks while it is in use tells its user at the next statement, and would end the process if nobody heard it before.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

const pools = new WeakMap<Database, Pool>();

/** Wraps a pool in the typed query builder; column names are camelCase on this side, keys inside jsonb are left alone. */
export function createDatabase(pool: Pool): Database {
  const database = new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  pools.set(database, pool);
  return database;
}

/**
 * The pool behind a database.
 * @throws Error on a database that `createDatabase` has not made, a transaction for one
 */
export function poolOf(database: Database): Pool {
  const pool = pools.get(database);
  if (pool === undefined) throw new Error('this database was not made by createDatabase');
  return pool;
}
