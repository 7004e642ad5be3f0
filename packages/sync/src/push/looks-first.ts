import type { ClaimedIntent } from '../outbox/claim-intents.ts';

/** Failed tries after which a create is looked for before it is tried again. */
const FAILURES = 2;

/**
 * Whether what is to be created may be at Align already, in a way that repeating the create would not tell: Align may have
 * forgotten the idempotency key, or may go on answering it with the failure that it answered first.
 */
export function looksFirst({ keyMayBeForgotten, attempts, sentBefore }: ClaimedIntent): boolean {
  return keyMayBeForgotten || (attempts >= FAILURES && sentBefore !== null);
}
