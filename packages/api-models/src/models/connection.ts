import { z } from 'zod';
import { Id, Timestamp } from './scalars.ts';

/** A company's connection to its Align organization. Never carries a secret. */
export const Connection = z.object({
  id: Id,
  companyId: Id,
  status: z.enum(['active', 'error', 'disconnected']),
  keyLastFour: z.string(),
  alignOrgId: z.string(),
  webhookUrl: z.string().nullable(),
  subscribedEvents: z.array(z.string()),
  refusedEvents: z.array(z.string()),
  importAlignEntries: z.enum(['off', 'reconcile', 'realtime']),
  lastSyncAt: Timestamp.nullable(),
  lastErrorAt: Timestamp.nullable(),
  lastErrorMessage: z.string().nullable(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type Connection = z.output<typeof Connection>;
