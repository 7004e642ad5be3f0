import { createHash } from 'node:crypto';

/** Names an API key's budget without giving the key away; companies that share a key share the name. */
export function hashKey(apiKey: string): string {
  return createHash('sha256').update(`align-rate-budget:${apiKey}`).digest('hex');
}
