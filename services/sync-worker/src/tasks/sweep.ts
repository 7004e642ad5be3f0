import { sweep as sweepLostWork } from '@illumera/sync';
import type { Task } from './task-context.ts';

/** Looks for work whose wake-up was lost. */
export const sweep: Task<'sweep'> = async ({ database, logger }) => {
  const found = await sweepLostWork(database);
  if (found.drains + found.runs > 0 || found.deliveries) logger.info(found, 'work without a wake-up');
};
