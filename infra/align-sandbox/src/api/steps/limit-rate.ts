import { rateLimited } from '../../align/answer.ts';
import type { RateWindow } from '../../align/rate-window.ts';
import type { Sandbox } from '../../sandbox.ts';
import { rateOf } from '../../switches/rate-limit.ts';
import { retryAfterHeader } from '../../switches/retry-after.ts';
import type { Step } from '../exchange.ts';

/** S1 "Rate Limiting": counts the request against its key and tells the caller where it stands. */
export function limitRate({ clock, switches }: Sandbox, window: RateWindow): Step {
  return (request, reply) => {
    const nowMs = clock.nowMs();
    const rate = rateOf(switches.get('rateLimit'));
    const counting = switches.get('rateCounting');
    const place = window.admit(request.apiKey?.id ?? '', { nowMs, counting, ...rate });
    reply.headers({
      date: new Date(nowMs).toUTCString(),
      'x-ratelimit-limit': rate.limit,
      'x-ratelimit-remaining': place.remaining,
      'x-ratelimit-reset': Math.ceil(place.resetAtMs / 1000),
    });
    if (place.isAdmitted) return undefined;
    const seconds = Math.max(1, Math.ceil(place.retryAfterMs / 1000));
    const header = retryAfterHeader(switches.get('retryAfter'), { seconds, nowMs });
    if (header === undefined) return rateLimited('Too many requests.');
    reply.header('retry-after', header);
    return rateLimited('Too many requests.', seconds);
  };
}
