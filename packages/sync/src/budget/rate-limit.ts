/** So many requests of one API key in any span of so long. */
export interface RateLimit {
  requests: number;
  windowMs: number;
}

/** What Align allows a key (S1 "Rate Limiting"). */
export const ALIGN_RATE_LIMIT: RateLimit = { requests: 600, windowMs: 60_000 };

/**
 * How much longer than the window the paced requests of one window take. Align counts arrivals, we time departures: at 600 a
 * minute this lets arrivals be spread by another 0.6 s before a window can hold one too many.
 */
export const PACE_MARGIN = 1.01;

/** Requests of a rested key that are never sent, for the same reason. */
export const SPARE_REQUESTS = 3;
