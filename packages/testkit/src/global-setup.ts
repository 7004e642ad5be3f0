import type { TestProject } from 'vitest/node';
import { createTemplateDatabase } from './database/create-template-database.ts';
import { runStatement } from './database/run-statement.ts';
import { type PostgresSettings, startPostgres } from './postgres/start-postgres.ts';

const sources: Partial<Record<string, PostgresSettings['source']>> = {
  auto: 'auto',
  embedded: 'embedded',
  testcontainers: 'testcontainers',
};

/**
 * Vitest calls this once a run: starts one Postgres (`TEST_DATABASE_URL`, `TEST_POSTGRES` choose which), migrates it and
 * tells every test file where it is.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const wanted = process.env['TEST_POSTGRES'] || 'auto';
  const source = sources[wanted];
  if (source === undefined) {
    throw new Error(`TEST_POSTGRES is "${wanted}"; it may be ${Object.keys(sources).join(', ')}`);
  }
  const server = await startPostgres({
    databaseUrl: process.env['TEST_DATABASE_URL'] || undefined,
    source,
    onWarning: (message) => process.stderr.write(`warning: ${message}\n`),
  });
  try {
    const testServer = await createTemplateDatabase(server.connectionString);
    project.provide('testServer', testServer);
    return async () => {
      await runStatement(
        server.connectionString,
        `drop database ${testServer.templateDatabase} with (force)`,
      );
      await server.stop();
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
