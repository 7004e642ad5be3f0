import type { Sandbox } from '../../sandbox.ts';
import type { Step } from '../exchange.ts';
import { pathOf, routeOf } from '../request-path.ts';
import { externalIdsOf } from '../external-ids-of.ts';

/** Writes the request into the ledger, in order of arrival and with its body, before anything judges it. */
export function recordArrival({ store, clock, randomness }: Sandbox): Step {
  return (request) => {
    const atMs = clock.nowMs();
    const at = new Date(atMs).toISOString();
    const idempotencyKey = request.headers['idempotency-key'];
    const path = pathOf(request);
    request.ledgerId = randomness.uuid('request');
    store.requests.insert({
      id: request.ledgerId,
      createdAt: at,
      at,
      atMs,
      method: request.method,
      path,
      route: routeOf(request),
      externalIds: externalIdsOf(store, path, request.body),
      keyLastFour: request.headers.authorization?.slice(-4) ?? null,
      organizationId: null,
      idempotencyKey: typeof idempotencyKey === 'string' ? idempotencyKey : null,
      body: request.body ?? null,
      status: null,
      fault: null,
    });
    return undefined;
  };
}
