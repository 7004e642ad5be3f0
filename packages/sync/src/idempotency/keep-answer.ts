import type { Database } from '@illumera/schema';
import { sql } from 'kysely';

/** Keeps what a claimed call was answered; an attempt that another has taken over keeps nothing. */
export async function keepAnswer(database: Database, token: string, answer: unknown): Promise<void> {
  await database
    .updateTable('idempotentRequests')
    .set({ answer: JSON.stringify(answer ?? null), answeredAt: sql<Date>`now()` })
    .where('claimToken', '=', token)
    .execute();
}
