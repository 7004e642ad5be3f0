import { Counter, type Registry } from 'prom-client';

/** What the sync-worker counts. */
export interface WorkerMetrics {
  attempts: Counter<'entity_type' | 'outcome'>;
  deliveries: Counter<'outcome'>;
  taskFailures: Counter<'task'>;
}

/** Registers the sync-worker's counters. */
export function createWorkerMetrics(registry: Registry): WorkerMetrics {
  const registers = [registry];
  return {
    attempts: new Counter({
      name: 'align_outbox_attempts_total',
      help: 'Attempts to bring an intent to Align, by what became of them',
      labelNames: ['entity_type', 'outcome'],
      registers,
    }),
    deliveries: new Counter({
      name: 'align_deliveries_handled_total',
      help: 'Stored webhook deliveries handled, by outcome',
      labelNames: ['outcome'],
      registers,
    }),
    taskFailures: new Counter({
      name: 'sync_worker_task_failures_total',
      help: 'Jobs that ended with an error of our own',
      labelNames: ['task'],
      registers,
    }),
  };
}
