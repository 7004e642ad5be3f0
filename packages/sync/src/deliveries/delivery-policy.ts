const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How long after each failed attempt the next one comes; after the last of them the delivery is `failed`. */
export const DELIVERY_RETRY_DELAYS_MS = [10_000, MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS] as const;

/** Align tries a delivery for 24 h (S3 "Responding to Deliveries"); what was signed longer before it came is not applied. */
export const MAX_EVENT_AGE_MS = 25 * HOUR_MS;

/** An event that found no link for so long is shown as a discrepancy; it still applies should the link come. */
export const UNMATCHED_AFTER_MS = HOUR_MS;

/** How long after it was found unmatched an event is looked at again. */
export const UNMATCHED_AGAIN_AFTER_MS = 24 * HOUR_MS;

/** The newest envelope that we know (S3 "Delivery Format"). */
export const KNOWN_SCHEMA_VERSION = 1;
