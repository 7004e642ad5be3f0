import { z } from 'zod';
import { AlignId } from './align-id.ts';

/** A subscription (S1 "POST /webhooks"; S3 "Managing Subscriptions"). */
export const Webhook = z.object({
  id: AlignId,
  destinationUrl: z.string(),
  eventNames: z.array(z.string()).default([]),
  enabled: z.boolean().optional(),
  description: z.string().nullish(),
});
export type Webhook = z.output<typeof Webhook>;

const HmacSecret = z.string().min(1);

/** The one answer that holds the secret; it is used as it is, `whsec_` included. */
export const CreatedWebhook = Webhook.extend({
  destinationUrl: z.string().optional(),
  hmacSecret: HmacSecret,
});
export type CreatedWebhook = z.output<typeof CreatedWebhook>;

/** S3: rotate-secret "returns the new secret once". */
export const RotatedSecret = z.object({ hmacSecret: HmacSecret });
export type RotatedSecret = z.output<typeof RotatedSecret>;

/** S3 "Fire a test delivery". */
export const TestDelivery = z.object({
  deliveryId: z.string().min(1),
  subscriptionId: z.string().nullish(),
  eventName: z.string(),
  firedAt: z.string().nullish(),
});
export type TestDelivery = z.output<typeof TestDelivery>;

/** One row of Align's own delivery ledger (S3 "Verify the delivery result"). */
export const WebhookDelivery = z.object({
  id: z.string().min(1),
  eventName: z.string().nullish(),
  /** `succeeded`, `failed` or `dead_letter`. */
  status: z.string(),
  /** What our endpoint answered; absent where it answered nothing. */
  responseCode: z.int().nullish(),
  responseBody: z.unknown().optional(),
  createdAt: z.string().nullish(),
});
export type WebhookDelivery = z.output<typeof WebhookDelivery>;
