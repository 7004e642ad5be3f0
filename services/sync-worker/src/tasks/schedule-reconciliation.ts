import { scheduleRuns } from '@illumera/sync';
import type { Task } from './task-context.ts';

/** Starts a run for every connection, one for each minute of the crontab. */
export const scheduleReconciliation: Task<'schedule_reconciliation'> = async (
  { database, logger },
  { scope, _cron },
) => {
  const runs = await scheduleRuns(database, { scope, slot: _cron.ts });
  logger.info({ scope, slot: _cron.ts, runs }, 'reconciliation is due');
};
