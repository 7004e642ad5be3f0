import type { Database } from '@illumera/schema';
import { openBudget } from '../budget/open-budget.ts';
import type { Circuits } from '../circuit/create-circuits.ts';
import type { OpenKey } from '../drain/open-key.ts';
import type { AlignOf } from './handle-delivery.ts';

/** An event that has to ask waits no longer than this for a slot of the key's budget; it comes back later. */
const PATIENCE_MS = 5_000;

/** Clients for what an event has to ask Align; their calls count in the key's budget and stop at an open circuit. */
export function askingClients(
  database: Database,
  { openKey, circuits }: { openKey: OpenKey; circuits: Circuits },
): AlignOf {
  return (connection) => {
    const key = openKey(connection);
    if (key === undefined) return undefined;
    const budget = openBudget(database, { keyHash: key.keyHash, lane: 'live', patienceMs: PATIENCE_MS });
    const client = key.client({ onRateLimit: budget.onRateLimit });
    return budget.within(circuits.around(connection.id, client, budget.within));
  };
}
