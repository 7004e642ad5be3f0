import { z } from 'zod';
import { Id, Timestamp } from './scalars.ts';

/** How a connection does, with the causes of what is wrong and what to do about it. */
export const ConnectionHealth = z.object({
  state: z.enum(['healthy', 'degraded', 'failing', 'disconnected']),
  problems: z.array(
    z.object({
      code: z.string(),
      severity: z.enum(['warning', 'critical']),
      symptom: z.string(),
      cause: z.string(),
      nextStep: z.string(),
    }),
  ),
  waitingIntents: z.int(),
  failedIntents: z.int(),
  outboundLagSeconds: z.int(),
  failedDeliveries: z.int(),
  inboundLagSeconds: z.int(),
  restsForSeconds: z.int(),
  lastDeliveryAt: Timestamp.nullable(),
  /** How many more test deliveries Align allows the organization within this hour. */
  testsLeft: z.int(),
});
export type ConnectionHealth = z.output<typeof ConnectionHealth>;

/** What came of a test delivery, and how many more Align allows within the hour. */
export const ConnectionTest = z.object({
  deliveryId: z.string(),
  eventName: z.string(),
  arrived: z.boolean(),
  receivedAt: Timestamp.nullable(),
  status: z.enum(['received', 'processed', 'failed']).nullable(),
  alignStatus: z.string().nullable(),
  alignResponseCode: z.int().nullable(),
  limit: z.int(),
  remaining: z.int(),
  moreInSeconds: z.int(),
});
export type ConnectionTest = z.output<typeof ConnectionTest>;

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
  /** What the key may not do and would be needed. */
  missingPermissions: z.array(z.string()),
  importAlignEntries: z.enum(['off', 'reconcile', 'realtime']),
  lastSyncAt: Timestamp.nullable(),
  lastErrorAt: Timestamp.nullable(),
  lastErrorMessage: z.string().nullable(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
  health: ConnectionHealth,
});
export type Connection = z.output<typeof Connection>;
