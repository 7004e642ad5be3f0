import { randomUUID } from 'node:crypto';
import { migrate } from '@illumera/schema';
import { connectionStringFor } from './connection-string-for.ts';
import { runStatement } from './run-statement.ts';

/** The server that the tests of one run share. */
export interface TestServer {
  connectionString: string;
  /** A migrated database that nobody is connected to, to be cloned. */
  templateDatabase: string;
}

/** Migrates a new database once, so that each test file can have a copy in milliseconds. */
export async function createTemplateDatabase(connectionString: string): Promise<TestServer> {
  const templateDatabase = `illumera_template_${randomUUID().replaceAll('-', '')}`;
  await runStatement(connectionString, `create database ${templateDatabase}`);
  await migrate(connectionStringFor(connectionString, templateDatabase));
  return { connectionString, templateDatabase };
}
