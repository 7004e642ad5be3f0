import { createDatabase, createPool, type Database, migrate } from '@illumera/schema';
import { Client, type Pool } from 'pg';

export interface BenchDatabase {
  connectionString: string;
  pool: Pool;
  database: Database;
  /** Closes the connections and drops it. */
  destroy: () => Promise<void>;
}

export interface BenchDatabases {
  /** A migrated, empty database of one's own. */
  migrated: () => Promise<BenchDatabase>;
  destroy: () => Promise<void>;
}

/** Makes databases on one server, the migrated ones as copies of a template. */
export async function openBenchDatabases(server: string): Promise<BenchDatabases> {
  const prefix = `illumera_bench_${process.pid}`;
  const template = `${prefix}_template`;
  let last = 0;
  await run(server, `create database ${template}`);
  await migrate(nameIn(server, template));
  return {
    migrated: async () => {
      last += 1;
      const name = `${prefix}_${last}`;
      await run(server, `create database ${name} template ${template}`);
      const connectionString = nameIn(server, name);
      const pool = createPool({ connectionString, maxConnections: 10, applicationName: 'bench' });
      const database = createDatabase(pool);
      const destroy = async (): Promise<void> => {
        await database.destroy();
        await run(server, `drop database ${name} with (force)`);
      };
      return { connectionString, pool, database, destroy };
    },
    destroy: () => run(server, `drop database ${template} with (force)`),
  };
}

function nameIn(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

async function run(connectionString: string, statement: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
