import rateLimit from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type { Limits } from './limits.ts';

const MINUTE_MS = 60_000;

/** Counts one more. @returns whether that is too many */
type Count = (request: FastifyRequest) => Promise<boolean>;

declare module 'fastify' {
  interface FastifyInstance {
    counts: {
      request: Count;
      refusal: Count;
      /** Of the connection in `verifiedConnectionId`. */
      delivery: Count;
    };
  }
  interface FastifyRequest {
    verifiedConnectionId: string;
  }
}

/**
 * Counts what comes in by its address and by its connection, in this process. The address is the socket's, or what trusted
 * proxies say of it, so that no header of a sender changes it.
 */
export const rateLimits = fp<Limits>(async (app, limits) => {
  await app.register(rateLimit, { global: false });
  app.decorateRequest('verifiedConnectionId', '');
  const counter = (max: number, own: { keyGenerator?: (request: FastifyRequest) => string } = {}): Count => {
    const count = app.createRateLimit({ max, timeWindow: MINUTE_MS, ...own });
    return async (request) => {
      const state = await count(request);
      return !state.isAllowed && state.isExceeded;
    };
  };
  app.decorate('counts', {
    request: counter(limits.requestsPerAddress),
    refusal: counter(limits.refusalsPerAddress),
    delivery: counter(limits.deliveriesPerConnection, {
      keyGenerator: (request) => request.verifiedConnectionId,
    }),
  });
});
