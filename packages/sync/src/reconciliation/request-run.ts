import type { Database } from '@illumera/schema';
import { v7 as uuid } from 'uuid';
import { conflict, done, notFound } from '../answer.ts';
import { recordAction } from '../audit/record-action.ts';
import { inTransaction } from '../in-transaction.ts';
import { given } from '../listing/given.ts';
import type { Actor } from '../people/actor.ts';
import { companyScope } from '../people/company-scope.ts';
import { startRuns } from './start-runs.ts';

export interface ReconcileRequest {
  connectionId: string;
  /** What people may start; the other scopes run by themselves. */
  scope: 'time_entries' | 'nightly';
}

/** Starts a run now. While one of that scope is under way for the connection, that one is answered. */
export async function requestRun(
  database: Database,
  actor: Actor,
  { connectionId, scope }: ReconcileRequest,
) {
  const companies = await companyScope(database, actor, undefined);
  if (companies === undefined) return notFound;
  return inTransaction(database, async (transaction) => {
    const connection = await transaction
      .selectFrom('alignConnections')
      .select(['id', 'tenantId', 'companyId', 'status'])
      .where((where) => where.and(given(companies)))
      .where('id', '=', connectionId)
      .executeTakeFirst();
    if (connection === undefined) return notFound;
    if (connection.status !== 'active')
      return conflict(`this connection is ${connection.status}, not active`);
    const request = { connections: [connection], scope, slot: uuid(), requestedBy: actor.userId };
    const [started] = await startRuns(transaction, request);
    const runId = started ?? (await findUnderWay(transaction, { connectionId, scope }));
    if (runId === undefined) return conflict('a run has just ended; try again');
    await recordAction(transaction, actor, {
      action: 'reconciliation.start',
      subjectType: 'reconciliation',
      subjectId: runId,
      companyId: connection.companyId,
      detail: { scope },
    });
    return done({ runId });
  });
}

async function findUnderWay(
  transaction: Database,
  { connectionId, scope }: ReconcileRequest,
): Promise<string | undefined> {
  const row = await transaction
    .selectFrom('alignReconciliationRuns')
    .select('id')
    .where('connectionId', '=', connectionId)
    .where('scope', '=', scope)
    .where('state', '=', 'running')
    .executeTakeFirst();
  return row?.id;
}
