import { collectDefaultMetrics, Registry } from 'prom-client';

/** A registry with the process's own metrics (memory, CPU, event loop). */
export function createMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}
