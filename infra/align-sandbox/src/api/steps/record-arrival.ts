import type { Sandbox } from '../../sandbox.ts';
import { pathOf, type Step } from '../exchange.ts';

/** Writes the request into the ledger, in order of arrival and with its body, before anything judges it. */
export function recordArrival({ store, clock, randomness }: Sandbox): Step {
  return (request) => {
    const atMs = clock.nowMs();
    const at = new Date(atMs).toISOString();
    const idempotencyKey = request.headers['idempotency-key'];
    request.ledgerId = randomness.uuid();
    store.requests.insert({
      id: request.ledgerId,
      createdAt: at,
      at,
      atMs,
      method: request.method,
      path: pathOf(request),
      keyLastFour: request.headers.authorization?.slice(-4) ?? null,
      organizationId: null,
      idempotencyKey: typeof idempotencyKey === 'string' ? idempotencyKey : null,
      body: request.body ?? null,
      status: null,
    });
    return undefined;
  };
}
