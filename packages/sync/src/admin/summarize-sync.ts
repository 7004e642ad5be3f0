import type { Database } from '@illumera/schema';
import type { Keyring } from '@illumera/sealed';
import { sql } from 'kysely';
import { done, notFound } from '../answer.ts';
import { given } from '../listing/given.ts';
import type { Actor } from '../people/actor.ts';
import { type CompanyScope, companyScope } from '../people/company-scope.ts';
import { readRateBudgets } from './read-rate-budgets.ts';

/** A worker beats every two seconds; one that has been silent for so long does not count as alive. */
const ALIVE_SECONDS = 15;

const tables = {
  outbox: { table: 'alignSyncOutbox', column: 'status', words: ['pending', 'processing', 'done', 'failed'] },
  deliveries: {
    table: 'alignWebhookDeliveries',
    column: 'status',
    words: ['received', 'processed', 'failed'],
  },
  discrepancies: {
    table: 'alignReconciliationLog',
    column: 'state',
    words: ['open', 'acknowledged', 'ignored', 'resolved'],
  },
} as const;

export interface SummaryRequest {
  companyId?: string | undefined;
  /** Opens the keys whose budgets are told; without it none are. */
  keyring?: Keyring;
}

/** Counts what is under way and what needs somebody, by status, and tells whether anybody is at work on it. */
export async function summarizeSync(
  database: Database,
  actor: Actor,
  { companyId, keyring }: SummaryRequest,
) {
  const scope = await companyScope(database, actor, companyId);
  if (scope === undefined) return notFound;
  return done({
    outbox: await countBy(database, scope, 'outbox'),
    deliveries: await countBy(database, scope, 'deliveries'),
    discrepancies: await countBy(database, scope, 'discrepancies'),
    oldestPendingAt: await findOldestPending(database, scope),
    workersAlive: await countWorkers(database),
    rateBudgets: keyring === undefined ? [] : await readRateBudgets(database, scope, keyring),
  });
}

async function countBy<Name extends keyof typeof tables>(
  database: Database,
  scope: CompanyScope,
  name: Name,
): Promise<Record<(typeof tables)[Name]['words'][number], number>> {
  const { table, column, words } = tables[name];
  const { rows } = await sql<{ word: string; count: number }>`
    select ${sql.ref(column)} as word, count(*)::int as count from ${sql.table(table)}
    where tenant_id = ${scope.tenantId} and company_id = coalesce(${scope.companyId ?? null}, company_id)
    group by 1
  `.execute(database);
  const counts = new Map(rows.map(({ word, count }) => [word, count]));
  return Object.fromEntries(words.map((word) => [word, counts.get(word) ?? 0])) as never;
}

async function findOldestPending(database: Database, scope: CompanyScope): Promise<Date | null> {
  const oldest = await database
    .selectFrom('alignSyncOutbox')
    .select((select) => select.fn.min('createdAt').as('at'))
    .where((where) => where.and(given(scope)))
    .where('status', '=', 'pending')
    .executeTakeFirst();
  return oldest?.at ?? null;
}

async function countWorkers(database: Database): Promise<number> {
  const { rows } = await sql<{ alive: number }>`
    select count(*)::int as alive from sync_workers where seen_at > now() - make_interval(secs => ${ALIVE_SECONDS})
  `.execute(database);
  return rows[0]?.alive ?? 0;
}
