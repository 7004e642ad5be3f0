import fp from 'fastify-plugin';
import { createAllowances } from './create-allowances.ts';
import type { Limits } from './limits.ts';

const SECONDS_PER_MINUTE = 60;
/** Addresses and connections that are remembered. */
const MOST_KEYS = 10_000;

/** Counts one more for an address or a connection. @returns whether that is too many */
type Count = (key: string) => boolean;

declare module 'fastify' {
  interface FastifyInstance {
    counts: {
      /** By its address, as for refusals: the socket's, or what trusted proxies say of it, so that no sender's header changes it. */
      request: Count;
      refusal: Count;
      /** By the connection that verified. */
      delivery: Count;
    };
  }
}

/** Counts what comes in by its address and by its connection, in this process. */
export const rateLimits = fp<Limits>(async (app, limits) => {
  app.decorate('counts', {
    request: counter(limits.requestsPerAddress),
    refusal: counter(limits.refusalsPerAddress),
    delivery: counter(limits.deliveriesPerConnection),
  });
});

function counter(mostPerMinute: number): Count {
  const perSecond = mostPerMinute / SECONDS_PER_MINUTE;
  const allowances = createAllowances({ burst: mostPerMinute, perSecond, keys: MOST_KEYS });
  return (key) => !allowances.take(key);
}
