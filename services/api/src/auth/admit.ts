import rateLimit from '@fastify/rate-limit';
import type { Actor } from '@illumera/sync';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Settings } from '../config.ts';
import { ProblemError } from '../problems/problem-error.ts';
import type { Authenticate } from './create-authenticator.ts';

/** Tells who sends a request, unless they ask too much; throws a `ProblemError`. */
export type Admit = (request: FastifyRequest) => Promise<Actor>;

/**
 * Makes the check that each request passes first. What a user asks counts against the user; what nobody can be told of,
 * against the address it comes from, so that those who share an address do not use up each other's share.
 */
export function createAdmit(
  app: Pick<FastifyInstance, 'createRateLimit'>,
  { authenticate, settings }: { authenticate: Authenticate; settings: Settings },
): Admit {
  const users = new WeakMap<FastifyRequest, string>();
  const countUser = app.createRateLimit({
    max: settings.RATE_LIMIT_PER_USER,
    keyGenerator: (request) => `user:${users.get(request) ?? ''}`,
  });
  const countAddress = app.createRateLimit({
    max: settings.RATE_LIMIT_PER_ADDRESS,
    keyGenerator: (request) => `address:${rateLimit.normalizeIP(request.ip)}`,
  });

  return async (request) => {
    const actor = await identify(request);
    users.set(request, actor.userId);
    refuseExcess(await countUser(request));
    return actor;
  };

  async function identify(request: FastifyRequest): Promise<Actor> {
    try {
      return await authenticate(request.headers.authorization);
    } catch (error) {
      if (error instanceof ProblemError && error.code === 'unauthenticated') {
        refuseExcess(await countAddress(request));
      }
      throw error;
    }
  }
}

type Counted = Awaited<ReturnType<ReturnType<FastifyInstance['createRateLimit']>>>;

function refuseExcess(counted: Counted): void {
  if (counted.isAllowed || !counted.isExceeded) return;
  const seconds = Math.max(1, counted.ttlInSeconds);
  throw new ProblemError('rate_limited', `Too many requests. Try again in ${seconds} s.`, {
    retryAfterSeconds: seconds,
  });
}
