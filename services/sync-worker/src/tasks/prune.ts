import { prune as pruneOld } from '@illumera/sync';
import type { Task } from './task-context.ts';

/** Lets go of what has been kept for long enough. */
export const prune: Task<'prune'> = async ({ database, logger, stopping }) => {
  const pruned = await pruneOld(database, { stopping });
  logger.info(pruned, 'pruned what is old');
};
