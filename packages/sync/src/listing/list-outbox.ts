import {
  type Database,
  type OutboxEntityType,
  type OutboxStatus,
  outboxEntityTypes,
  outboxStatuses,
} from '@illumera/schema';
import { sql } from 'kysely';
import { notFound } from '../answer.ts';
import type { Actor } from '../people/actor.ts';
import { companyScope } from '../people/company-scope.ts';
import { fetchPage, type PageRequest } from './fetch-page.ts';
import { ownedBy } from './owned-by.ts';
import type { Period } from './period.ts';

export interface OutboxFilter extends PageRequest, Period {
  companyId?: string | undefined;
  status?: OutboxStatus | undefined;
  entityType?: OutboxEntityType | undefined;
  /** How many attempts an intent has before it counts as failed (`SYNC_MAX_ATTEMPTS`). */
  maxAttempts: number;
}

/** Lists what is to reach Align and what has (S2 "Outbox queue"), by the time it was recorded. */
export async function listOutbox(database: Database, actor: Actor, filter: OutboxFilter) {
  const scope = await companyScope(database, actor, filter.companyId);
  if (scope === undefined) return notFound;
  const query = database
    .selectFrom('alignSyncOutbox')
    .select([
      'id',
      'companyId',
      'entityType',
      'localId',
      'operation',
      'status',
      'attempts',
      'lastAttemptAt',
      'nextRetryAt',
      'error',
      'waitingForType',
      'waitingForId',
      'createdAt',
      'settledAt',
      sql<number>`${filter.maxAttempts}::integer`.as('maxAttempts'),
    ]);
  const { status = outboxStatuses, entityType = outboxEntityTypes } = filter;
  const among = { status, entityType };
  return fetchPage(
    database,
    {
      query,
      table: 'alignSyncOutbox',
      time: 'createdAt',
      of: ownedBy('alignSyncOutbox', scope),
      among,
      period: filter,
    },
    filter,
  );
}
