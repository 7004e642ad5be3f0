import { createHmac } from 'node:crypto';

/** S3 "Request Headers": HMAC-SHA256 of the raw body; the secret is used as it is, `whsec_` included. */
export function signBody(rawBody: string, hmacSecret: string): string {
  return `sha256=${createHmac('sha256', hmacSecret).update(rawBody, 'utf8').digest('hex')}`;
}
