import { Counter, type Registry } from 'prom-client';

export interface IngestMetrics {
  alignDeliveries: Counter<'outcome'>;
  clerkDeliveries: Counter<'outcome'>;
}

/** Counts deliveries by how they were answered. */
export function createIngestMetrics(registry: Registry): IngestMetrics {
  const labelNames = ['outcome'] as const;
  const registers = [registry];
  return {
    alignDeliveries: new Counter({
      name: 'align_webhook_deliveries_total',
      help: 'Deliveries from Align by answer',
      labelNames,
      registers,
    }),
    clerkDeliveries: new Counter({
      name: 'clerk_webhook_deliveries_total',
      help: 'Deliveries from Clerk by answer',
      labelNames,
      registers,
    }),
  };
}
