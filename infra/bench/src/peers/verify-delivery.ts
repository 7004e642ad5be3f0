import { timingSafeEqual } from 'node:crypto';
import { signBody } from '@illumera/align-client';
import type { FastifyRequest } from 'fastify';
import { WEBHOOK_SECRET } from '../database/bench-secrets.ts';

export interface Verified {
  deliveryId: string;
  eventName: string;
  timestampSeconds: number;
  body: Buffer;
}

/** The delivery in a request, or undefined where its signature is not the secret's. The simple peers know one secret. */
export function verifyDelivery({ headers, body }: FastifyRequest): Verified | undefined {
  if (!Buffer.isBuffer(body)) return undefined;
  const given = Buffer.from(String(headers['x-align-signature'] ?? ''));
  const expected = Buffer.from(signBody(WEBHOOK_SECRET, body));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return {
    deliveryId: String(headers['x-align-delivery-id']),
    eventName: String(headers['x-align-event']),
    timestampSeconds: Number(headers['x-align-timestamp']),
    body,
  };
}
