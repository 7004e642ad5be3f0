import { rateLimited } from '../../align/answer.ts';
import type { SlidingWindow } from '../../align/sliding-window.ts';
import type { Sandbox } from '../../sandbox.ts';
import type { Step } from '../exchange.ts';

/** S1 "Rate Limiting": 600 requests of a key in any 60 s. */
export const RATE_LIMIT = { limit: 600, windowMs: 60_000 };

/** Counts the request against its key and tells the caller where it stands. */
export function limitRate({ clock }: Sandbox, window: SlidingWindow): Step {
  return (request, reply) => {
    const place = window.admit(request.apiKey?.id ?? '', clock.nowMs());
    reply.headers({
      'x-ratelimit-limit': RATE_LIMIT.limit,
      'x-ratelimit-remaining': place.remaining,
      'x-ratelimit-reset': Math.ceil(place.resetAtMs / 1000),
    });
    if (place.isAdmitted) return undefined;
    const retryAfter = Math.max(1, Math.ceil(place.retryAfterMs / 1000));
    reply.header('retry-after', retryAfter);
    return rateLimited('Too many requests.', retryAfter);
  };
}
