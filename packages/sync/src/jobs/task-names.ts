import type { ReconciliationScope } from '@illumera/schema';

/** The jobs that services hand to the sync-worker through Postgres, with what each carries. */
export interface TaskPayloads {
  /** Sends what a connection has waiting. */
  drain: { connectionId: string };
  /** Handles the stored webhook deliveries that are due. */
  handle_deliveries: Record<string, never>;
  /** Handles one stored webhook delivery. */
  handle_delivery: { deliveryId: string };
  /** Looks for work whose wake-up was lost. */
  sweep: Record<string, never>;
  /** Starts a run of reconciliation for every connection; comes by the clock. */
  schedule_reconciliation: { scope: ReconciliationScope; _cron: { ts: string } };
  /** Takes a run of reconciliation further. */
  reconcile: { runId: string };
  /** Lets go of what has been kept for long enough; comes by the clock. */
  prune: Record<string, unknown>;
}

export type TaskName = keyof TaskPayloads;
