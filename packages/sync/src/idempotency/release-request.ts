import type { Database } from '@illumera/schema';

/** Lets a call that came to nothing be made again under the same key. */
export async function releaseRequest(database: Database, token: string): Promise<void> {
  await database.deleteFrom('idempotentRequests').where('claimToken', '=', token).execute();
}
