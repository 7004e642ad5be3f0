import { runMigrations } from 'graphile-worker';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { Client, Pool } from 'pg';
import { lendJobFunctions } from './lend-job-functions.ts';
import { migrations } from './migrations/index.ts';
import type { DB } from './refined.ts';

/** Any number will do, as long as every deployment uses the same one. */
const MIGRATION_LOCK = 7_411_203_158;

/**
 * Brings the database to the newest schema, ours and graphile-worker's, and returns the names of what it applied.
 * Safe to run twice and from two machines at once: an advisory lock lets one of them through.
 * @throws the database's error when a migration fails; that migration leaves nothing behind.
 */
export async function migrate(connectionString: string): Promise<string[]> {
  const lockHolder = new Client({ connectionString, application_name: 'migrate' });
  await lockHolder.connect();
  const database = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: new Pool({ connectionString, max: 1 }) }),
  });
  try {
    await lockHolder.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const migrator = new Migrator({ db: database, provider: { getMigrations: async () => migrations } });
    const { error, results } = await migrator.migrateToLatest();
    if (error) throw error;
    await runMigrations({ connectionString });
    await lendJobFunctions(database);
    return (results ?? []).map((result) => result.migrationName);
  } finally {
    await database.destroy();
    await lockHolder.end();
  }
}

/** Names the migrations that this code needs and the database has not had; empty when the database is at head. */
export async function pendingMigrations(database: Kysely<DB>): Promise<string[]> {
  const exists = await sql<{ known: boolean }>`
    select to_regclass('kysely_migration') is not null and to_regclass('graphile_worker.jobs') is not null as known
  `.execute(database);
  if (!exists.rows[0]?.known) return Object.keys(migrations);
  const applied = await sql<{ name: string }>`select name from kysely_migration`.execute(database);
  const names = new Set(applied.rows.map((row) => row.name));
  return Object.keys(migrations).filter((name) => !names.has(name));
}
