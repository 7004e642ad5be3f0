import { timingSafeEqual } from 'node:crypto';
import { signBody } from './sign-body.ts';

const SIGNATURE = /^sha256=[0-9a-f]{64}$/;

/**
 * Whether the X-Align-Signature header belongs to these exact bytes, compared in constant time. Anything
 * that does not look like a signature is false; it never throws.
 */
export function verifySignature(
  secret: string | Uint8Array,
  bytes: Uint8Array,
  header: string | undefined,
): boolean {
  if (header === undefined || !SIGNATURE.test(header)) return false;
  const given = Buffer.from(header.slice('sha256='.length), 'hex');
  const expected = Buffer.from(signBody(secret, bytes).slice('sha256='.length), 'hex');
  return timingSafeEqual(given, expected);
}
