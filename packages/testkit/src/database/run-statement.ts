import { Client } from 'pg';

/**
 * Runs one statement on a connection of its own, as CREATE DATABASE wants it.
 * @throws pg's error.
 */
export async function runStatement(connectionString: string, statement: string): Promise<void> {
  const client = new Client({ connectionString, application_name: 'testkit' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
