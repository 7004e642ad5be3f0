import { unauthorized } from '../../align/answer.ts';
import { hashKey } from '../../align/keys/hash-key.ts';
import { isoNow } from '../../clock/clock.ts';
import type { Sandbox } from '../../sandbox.ts';
import type { Step } from '../exchange.ts';

/** Finds the key of `Authorization: Bearer ako_…`; an unknown or revoked one is 401. */
export function authenticate({ store, clock }: Sandbox): Step {
  return (request) => {
    const [, presented] = /^Bearer (ako_[0-9a-f]{64})$/.exec(request.headers.authorization ?? '') ?? [];
    if (presented === undefined) return unauthorized('An API key is required.');
    const apiKey = store.apiKeys.first({ keyHash: hashKey(presented) });
    if (apiKey === undefined || apiKey.revokedAt !== null)
      return unauthorized('The API key is unknown or revoked.');
    store.apiKeys.change(apiKey.id, { lastUsedAt: isoNow(clock) });
    if (request.ledgerId !== undefined)
      store.requests.change(request.ledgerId, { organizationId: apiKey.organizationId });
    request.apiKey = apiKey;
    return undefined;
  };
}
