import { afterAll } from 'vitest';
import type { TestDatabase } from './clone-database.ts';
import { createTestDatabase } from './create-test-database.ts';

/** A database for the test file that calls this at its top level; it goes when the file's tests are over. */
export async function useTestDatabase(): Promise<TestDatabase> {
  const testDatabase = await createTestDatabase();
  afterAll(testDatabase.destroy);
  return testDatabase;
}
