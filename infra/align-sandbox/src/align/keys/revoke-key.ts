import { isoNow } from '../../clock/clock.ts';
import type { Sandbox } from '../../sandbox.ts';
import { type Answer, noContent, notFound } from '../answer.ts';
import { hashKey } from './hash-key.ts';

/** From now on the key is answered 401. */
export function revokeKey(sandbox: Sandbox, apiKey: string): Answer {
  const key = sandbox.store.apiKeys.first({ keyHash: hashKey(apiKey) });
  if (key === undefined) return notFound('The API key');
  sandbox.store.apiKeys.change(key.id, { revokedAt: isoNow(sandbox.clock) });
  return noContent();
}
