import { type AlignApiKey, type AlignClient, type AlignTransport, alignClient } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import { hashKey } from '../budget/hash-key.ts';
import { openBudget } from '../budget/open-budget.ts';

/** Somebody waits for the answer. */
const PATIENCE_MS = 5_000;

/**
 * A client for what people ask for directly; its calls count in the key's budget as the worker's do.
 * @throws what opening the key throws
 */
export function budgetedClient(
  database: Database,
  { transport, key }: { transport: AlignTransport; key: AlignApiKey },
): AlignClient {
  const keyHash = hashKey(key.reveal());
  const budget = openBudget(database, { keyHash, lane: 'live', patienceMs: PATIENCE_MS });
  return budget.within(alignClient(transport, key, { onRateLimit: budget.onRateLimit }));
}
