import { createHmac } from 'node:crypto';

/**
 * The X-Align-Signature of a body: `sha256=` and the HMAC-SHA256 in hex (S1 "HMAC-SHA256 verification"; S3
 * "Verifying Signatures"). The secret is used as it is, in UTF-8, `whsec_` included.
 */
export function signBody(secret: string | Uint8Array, bytes: Uint8Array): string {
  return `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`;
}
