import { inject } from 'vitest';
import { cloneDatabase, type TestDatabase } from './clone-database.ts';
import type { TestServer } from './create-template-database.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    testServer: TestServer;
  }
}

/** A migrated, empty database on the server of this run; the caller destroys it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  return cloneDatabase(inject('testServer'));
}
