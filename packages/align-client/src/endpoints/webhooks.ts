import { z } from 'zod';
import { PageQuery, pageOrArrayOf } from '../models/page.ts';
import { CreatedWebhook, RotatedSecret, TestDelivery, Webhook, WebhookDelivery } from '../models/webhook.ts';
import type { EndpointTable } from './endpoint.ts';

const NewWebhook = z.strictObject({
  destinationUrl: z.url(),
  eventNames: z.array(z.string()).min(1),
  description: z.string().optional(),
});

export const webhookEndpoints = {
  listWebhooks: {
    method: 'GET',
    path: '/webhooks',
    mutation: false,
    query: PageQuery.optional(),
    response: pageOrArrayOf(Webhook),
  },
  createWebhook: {
    method: 'POST',
    path: '/webhooks',
    mutation: true,
    request: NewWebhook,
    response: CreatedWebhook,
  },
  updateWebhook: {
    method: 'PATCH',
    path: '/webhooks/:webhookId',
    mutation: true,
    request: NewWebhook.extend({ enabled: z.boolean() }).partial(),
    response: null,
  },
  deleteWebhook: { method: 'DELETE', path: '/webhooks/:webhookId', mutation: true, response: null },
  rotateWebhookSecret: {
    method: 'POST',
    path: '/webhooks/:webhookId/rotate-secret',
    mutation: true,
    response: RotatedSecret,
  },
  testWebhook: {
    method: 'POST',
    path: '/webhooks/:webhookId/test',
    mutation: true,
    request: z.strictObject({ eventName: z.string().optional() }).optional(),
    response: TestDelivery,
  },
  listWebhookDeliveries: {
    method: 'GET',
    path: '/webhooks/:webhookId/deliveries',
    mutation: false,
    query: PageQuery.optional(),
    response: pageOrArrayOf(WebhookDelivery),
  },
  getWebhookDelivery: {
    method: 'GET',
    path: '/webhooks/:webhookId/deliveries/:deliveryId',
    mutation: false,
    response: WebhookDelivery,
  },
} as const satisfies EndpointTable;
