import { findRunTenant, runReconciliation } from '@illumera/sync';
import type { Task } from './task-context.ts';

/** Takes a run of reconciliation further, to its end if nothing comes between. */
export const reconcile: Task<'reconcile'> = async (context, { runId }) => {
  const { logger, metrics, openKey, circuits, stopping, costToleranceCents, limit, announce } = context;
  const tenantId = await findRunTenant(context.database, runId);
  if (tenantId === undefined) return;
  const result = await runReconciliation(context.forTenant(tenantId), {
    runId,
    openKey,
    circuits,
    stopping,
    costToleranceCents,
    onLeft: ({ connectionId }) =>
      announce({ connectionId, topics: ['runs', 'discrepancies', 'time_entries', 'connections'] }),
    ...(limit === undefined ? {} : { limit }),
  });
  if (result.kind === 'ended') metrics.runs.inc({ state: result.state });
  const level = result.kind === 'ended' && result.state !== 'complete' ? 'warn' : 'info';
  logger[level]({ runId, result }, 'reconciliation left off');
};
