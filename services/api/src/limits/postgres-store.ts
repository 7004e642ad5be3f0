import { callbackify } from 'node:util';
import type { FastifyRateLimitOptions, FastifyRateLimitStore } from '@fastify/rate-limit';
import type { Database } from '@illumera/schema';
import { countRequest } from '@illumera/sync';

/** So many of those who ask too much are refused without asking Postgres again. */
const MAX_REFUSED = 10_000;

type StoreConstructor = new (options: FastifyRateLimitOptions) => FastifyRateLimitStore;

/**
 * Keeps the counts of `@fastify/rate-limit` in Postgres, so that all processes share them. Whoever is over the limit is
 * remembered here until the window ends, so that a flood costs Postgres nothing once it is refused.
 */
export function postgresStore(database: Database): StoreConstructor {
  const refused = new Map<string, { current: number; endsAtMs: number }>();

  async function count(request: { subject: string; windowMs: number; max: number }) {
    const { subject, windowMs, max } = request;
    const known = refused.get(subject);
    const ttl = (known?.endsAtMs ?? 0) - performance.now();
    if (known !== undefined && ttl > 0) return { current: known.current, ttl };
    refused.delete(subject);
    const { hits, leftMs } = await countRequest(database, { subject, windowMs });
    if (hits > max && refused.size < MAX_REFUSED) {
      refused.set(subject, { current: hits, endsAtMs: performance.now() + leftMs });
    }
    return { current: hits, ttl: leftMs };
  }

  const store: FastifyRateLimitStore = {
    incr: (...[subject, done, windowMs, max]: Parameters<FastifyRateLimitStore['incr']>) =>
      callbackify(count)({ subject, windowMs, max }, done),
    child: () => store,
  };
  // The library makes its stores with `new`; what a constructor returns stands in for what it would have made.
  return function postgresStoreOf() {
    return store;
  } as unknown as StoreConstructor;
}
