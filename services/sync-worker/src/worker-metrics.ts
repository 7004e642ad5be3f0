import type { Circuits } from '@illumera/sync';
import { Counter, Gauge, type Registry } from 'prom-client';

/** What the sync-worker counts. */
export interface WorkerMetrics {
  attempts: Counter<'entity_type' | 'outcome'>;
  staleClaims: Counter;
  deliveries: Counter<'outcome'>;
  runs: Counter<'state'>;
  taskFailures: Counter<'task'>;
}

/** Registers the sync-worker's counters, and gauges of its circuits. */
export function createWorkerMetrics(registry: Registry, circuits: Circuits): WorkerMetrics {
  const registers = [registry];
  registerGauge(registry, {
    name: 'align_circuit_open_connections',
    help: 'Connections whose calls are held back because Align fails for them',
    read: () => circuits.open().connections,
  });
  registerGauge(registry, {
    name: 'align_circuit_open',
    help: 'Whether all calls are held back because Align is down for everybody',
    read: () => (circuits.open().everybody ? 1 : 0),
  });
  return {
    attempts: new Counter({
      name: 'align_outbox_attempts_total',
      help: 'Attempts to bring an intent to Align, by what became of them',
      labelNames: ['entity_type', 'outcome'],
      registers,
    }),
    staleClaims: new Counter({
      name: 'align_outbox_stale_claims_total',
      help: 'Attempts that ended after another worker had taken their intent over',
      registers,
    }),
    deliveries: new Counter({
      name: 'align_deliveries_handled_total',
      help: 'Stored webhook deliveries handled, by outcome',
      labelNames: ['outcome'],
      registers,
    }),
    runs: new Counter({
      name: 'align_reconciliation_runs_total',
      help: 'Runs of reconciliation that ended, by state',
      labelNames: ['state'],
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

function registerGauge(registry: Registry, gauge: { name: string; help: string; read: () => number }): void {
  const registered: Gauge = new Gauge({
    name: gauge.name,
    help: gauge.help,
    registers: [registry],
    collect: () => registered.set(gauge.read()),
  });
}
