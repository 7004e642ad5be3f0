import type { TaskName } from '@illumera/sync';
import { drain } from './drain.ts';
import { handleDeliveries } from './handle-deliveries.ts';
import { handleDelivery } from './handle-delivery.ts';
import { prune } from './prune.ts';
import { reconcile } from './reconcile.ts';
import { scheduleReconciliation } from './schedule-reconciliation.ts';
import { sweep } from './sweep.ts';
import type { Task } from './task-context.ts';

/** Every job that a service may add, and what does it. */
export const tasks = {
  drain,
  handle_deliveries: handleDeliveries,
  handle_delivery: handleDelivery,
  sweep,
  prune,
  schedule_reconciliation: scheduleReconciliation,
  reconcile,
} satisfies { [Name in TaskName]: Task<Name> };
