import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createDatabase, createPool, type Database } from '@illumera/schema';
import { DatabaseError, type Pool } from 'pg';
import { connectionStringFor } from './connection-string-for.ts';
import type { TestServer } from './create-template-database.ts';
import { runStatement } from './run-statement.ts';

export interface TestDatabase {
  connectionString: string;
  database: Database;
  /** The connections that `database` uses. */
  pool: Pool;
  /** Closes the connections and drops the database, whoever else is still connected. */
  destroy: () => Promise<void>;
}

/** Postgres copies a template only while nobody is connected to it, which another copy briefly is. */
const TEMPLATE_IN_USE = '55006';
const MAX_ATTEMPTS = 200;

/** Makes a database of one's own from the migrated template. */
export async function cloneDatabase(server: TestServer): Promise<TestDatabase> {
  const name = `illumera_test_${randomUUID().replaceAll('-', '')}`;
  await copyTemplate(server, name);
  const connectionString = connectionStringFor(server.connectionString, name);
  const pool = createPool({ connectionString, maxConnections: 10, applicationName: 'test' });
  const database = createDatabase(pool);
  const destroy = async () => {
    await database.destroy();
    await runStatement(server.connectionString, `drop database if exists ${name} with (force)`);
  };
  return { connectionString, database, pool, destroy };
}

async function copyTemplate(server: TestServer, name: string): Promise<void> {
  const statement = `create database ${name} template ${server.templateDatabase}`;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await runStatement(server.connectionString, statement);
      return;
    } catch (error) {
      const busy = error instanceof DatabaseError && error.code === TEMPLATE_IN_USE;
      if (!busy || attempt === MAX_ATTEMPTS) throw error;
      await delay(20 + Math.random() * 80);
    }
  }
}
