import type { Database } from '@illumera/schema';
import { type Keyring, SealedError } from '@illumera/sealed';
import { sql } from 'kysely';
import { hashKey } from '../budget/hash-key.ts';
import { ALIGN_RATE_LIMIT } from '../budget/rate-limit.ts';
import { openConnectionKey } from '../connections/open-connection-key.ts';
import { given } from '../listing/given.ts';
import type { CompanyScope } from '../people/company-scope.ts';

export interface RateBudget {
  connectionId: string;
  companyId: string;
  /** What Align allows the key in any minute. */
  requestsPerMinute: number;
  /** How far ahead of now the slots of the key are taken. */
  takenSecondsAhead: number;
  /** How long nothing is sent because Align asked for patience. */
  restsForSeconds: number;
}

interface BudgetRow extends Omit<RateBudget, 'connectionId' | 'companyId'> {
  keyHash: string;
}

/** Tells what the key of each active connection may send. A key that does not open here has no budget to show. */
export async function readRateBudgets(
  database: Database,
  scope: CompanyScope,
  keyring: Keyring,
): Promise<RateBudget[]> {
  const connections = await database
    .selectFrom('alignConnections')
    .select(['id', 'companyId', 'encryptedApiKey'])
    .where((where) => where.and(given(scope)))
    .where('status', '=', 'active')
    .orderBy('id')
    .execute();
  const keyed = connections.flatMap(({ id, companyId, encryptedApiKey }) => {
    const keyHash = hashOf(keyring, { id, encryptedApiKey });
    return keyHash === undefined ? [] : [{ connectionId: id, companyId, keyHash }];
  });
  const budgets = await readBudgets(
    database,
    keyed.map(({ keyHash }) => keyHash),
  );
  return keyed.map(({ keyHash, ...connection }) => {
    const { keyHash: _, ...budget } = budgets.get(keyHash) ?? unusedBudget(keyHash);
    return { ...connection, ...budget };
  });
}

const unusedBudget = (keyHash: string): BudgetRow => ({
  keyHash,
  requestsPerMinute: ALIGN_RATE_LIMIT.requests,
  takenSecondsAhead: 0,
  restsForSeconds: 0,
});

function hashOf(keyring: Keyring, connection: { id: string; encryptedApiKey: string }): string | undefined {
  try {
    return hashKey(openConnectionKey(keyring, connection));
  } catch (error) {
    if (error instanceof SealedError) return undefined;
    throw error;
  }
}

async function readBudgets(database: Database, keyHashes: string[]): Promise<Map<string, BudgetRow>> {
  if (keyHashes.length === 0) return new Map();
  const { rows } = await sql<BudgetRow>`
    select key_hash, request_limit as requests_per_minute,
      ceil(greatest(0, extract(epoch from paced_at - now())))::int as taken_seconds_ahead,
      ceil(greatest(0, coalesce(extract(epoch from blocked_until - now()), 0)))::int as rests_for_seconds
    from align_rate_budgets where key_hash = any(${keyHashes})
  `.execute(database);
  return new Map(rows.map((row) => [row.keyHash, row]));
}
