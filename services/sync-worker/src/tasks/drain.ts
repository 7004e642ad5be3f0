import { runDrain } from '@illumera/sync';
import type { Task } from './task-context.ts';

/**
 * Intents in hand at once for one connection: Align's ten a second need ten at Align where a call takes a second, and as many
 * again wait for their slot or hang.
 */
export const CALLS_PER_CONNECTION = 24;

/** Sends what a connection has waiting. */
export const drain: Task<'drain'> = async (context, { connectionId }) => {
  const { logger, metrics } = context;
  const result = await runDrain(context.database, {
    connectionId,
    openKey: context.openKey,
    circuits: context.circuits,
    maxAttempts: context.maxAttempts,
    concurrency: CALLS_PER_CONNECTION,
    stopping: context.stopping,
    ...(context.limit === undefined ? {} : { limit: context.limit }),
    onSettled: (intent, outcome) => {
      context.announce({ connectionId, topics: ['outbox', 'time_entries', 'connections'] });
      metrics.attempts.inc({ entity_type: intent.entityType, outcome: outcome.kind });
      const level = outcome.kind === 'dead' || outcome.kind === 'key_refused' ? 'warn' : 'info';
      logger[level](
        {
          connectionId,
          intentId: intent.id,
          entityType: intent.entityType,
          localId: intent.localId,
          operation: intent.operation,
          outcome: outcome.kind,
          ...('reason' in outcome ? { reason: outcome.reason } : {}),
        },
        'intent settled',
      );
    },
    onLost: (intent) => {
      metrics.staleClaims.inc();
      logger.warn({ connectionId, intentId: intent.id }, 'intent lost to another worker');
    },
  });
  logger.debug({ connectionId, result }, 'drain ended');
};
