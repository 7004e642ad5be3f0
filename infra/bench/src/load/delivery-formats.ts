import { createHmac } from 'node:crypto';
import { signBody } from '@illumera/align-client';
import { WEBHOOK_SECRET } from '../database/bench-secrets.ts';

export interface SignedDelivery {
  id: string;
  headers: Record<string, string>;
  body: string;
}

export type MakeDelivery = (id: string, alignOrgId: string) => SignedDelivery;

const nowSeconds = (): string => String(Math.floor(Date.now() / 1000));

/** Align's envelope (S3 "Payload"), of an event that has a handler without a table of its own. */
const align: MakeDelivery = (id, alignOrgId) => {
  const body = JSON.stringify({
    id,
    eventName: 'invoice.paid',
    schemaVersion: 1,
    organizationId: alignOrgId,
    entityType: 'invoice',
    entityId: id,
    occurredAt: new Date().toISOString(),
    payload: { invoiceId: id, status: 'paid', amount: '1250.00', currency: 'USD', note: 'x'.repeat(300) },
  });
  const headers = {
    'content-type': 'application/json',
    'x-align-delivery-id': `dlv_${id}`,
    'x-align-event': 'invoice.paid',
    'x-align-timestamp': nowSeconds(),
    'x-align-signature': signBody(WEBHOOK_SECRET, Buffer.from(body)),
  };
  return { id, headers, body };
};

/** Stripe's, of a customer of its own for each event. */
const stripe: MakeDelivery = (id) => {
  const body = JSON.stringify({
    id,
    object: 'event',
    type: 'customer.updated',
    created: Math.floor(Date.now() / 1000),
    data: {
      object: { id: `cus_${id}`, object: 'customer', email: `${id}@example.test`, name: 'x'.repeat(300) },
    },
  });
  const at = nowSeconds();
  const signature = createHmac('sha256', WEBHOOK_SECRET).update(`${at}.${body}`).digest('hex');
  return {
    id,
    headers: { 'content-type': 'application/json', 'stripe-signature': `t=${at},v1=${signature}` },
    body,
  };
};

export const formats = { align, stripe } as const;
