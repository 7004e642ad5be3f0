import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    testServer: { connectionString: string; templateDatabase: string };
  }
}

/** Makes an empty database of its own on the run's server; it goes when the file's tests are over. */
export async function useEmptyDatabase(): Promise<string> {
  const { connectionString: server } = inject('testServer');
  const name = `illumera_schema_${randomUUID().replaceAll('-', '')}`;
  const run = async (statement: string) => {
    const client = new Client({ connectionString: server });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await run(`create database ${name}`);
  afterAll(() => run(`drop database ${name} with (force)`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
