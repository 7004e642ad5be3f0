import { createHash } from 'node:crypto';

/** The form in which an API key is kept and looked up: SHA-256 as hex. */
export function hashKey(apiKey: string): string {
  return createHash('sha256').update(apiKey).digest('hex');
}
