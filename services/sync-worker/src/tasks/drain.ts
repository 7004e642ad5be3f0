import { othersWait, runDrain } from '@illumera/sync';
import type { Task, TaskContext } from './task-context.ts';

/**
 * Intents in hand at once for one connection: Align's ten a second need ten at Align where a call takes a second, and as many
 * again wait for their slot or hang.
 */
export const CALLS_PER_CONNECTION = 24;

/** So many drains may have let go of their place, for each place. */
export const LET_GO_PER_PLACE = 10;

/**
 * Sends what a connection has waiting. A drain that makes way for other connections lets go of its place here at once; what
 * it has under way, perhaps hanging, ends in its own time.
 */
export const drain: Task<'drain'> = async (context, { connectionId }) => {
  const placeIsFree = Promise.withResolvers<void>();
  const letGo = (): boolean => {
    if (!context.letGoDrains.hasRoom()) return false;
    context.letGoDrains.add(draining.catch((error: unknown) => noteFailure(context, error)));
    placeIsFree.resolve();
    return true;
  };
  const draining = drainAll(context, { connectionId, letGo });
  await Promise.race([draining, placeIsFree.promise]);
};

function noteFailure({ logger, metrics }: TaskContext, error: unknown): void {
  metrics.taskFailures.inc({ task: 'drain' });
  logger.error({ err: error, task: 'drain' }, 'task failed');
}

async function drainAll(
  context: TaskContext,
  { connectionId, letGo }: { connectionId: string; letGo: () => boolean },
): Promise<void> {
  const { logger, metrics } = context;
  const tenantId = await context.tenantOf(connectionId);
  if (tenantId === undefined) return;
  const result = await runDrain(context.forTenant(tenantId), {
    connectionId,
    openKey: context.openKey,
    circuits: context.circuits,
    maxAttempts: context.maxAttempts,
    concurrency: CALLS_PER_CONNECTION,
    stopping: context.stopping,
    othersWait: () => othersWait(context.database),
    letGo,
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
}
