import {
  AlignApiError,
  AlignInvalidCallError,
  AlignNetworkError,
  AlignRateLimitError,
  AlignUnreadableAnswerError,
} from '@illumera/align-client';
import { SlotDeniedError } from '../budget/slot-denied-error.ts';
import { AlignDownError } from '../circuit/align-down-error.ts';
import { ConnectionEndedError } from '../drain/guard-client.ts';
import type { Outcome } from '../outbox/outcome.ts';

/** Statuses that refuse the key itself. */
export const KEY_REFUSED: ReadonlySet<number> = new Set([401, 403]);
/** Statuses below 500 that are not about the request and may pass. */
const PASSING = new Set([408, 425]);

/**
 * Tells what an error of a call means for its intent.
 * @returns undefined for an error that is not about the call
 */
export function classifyError(error: unknown): Outcome | undefined {
  if (error instanceof AlignRateLimitError) {
    return { kind: 'rate_limited', retryAfterSeconds: error.retryAfterSeconds };
  }
  if (error instanceof SlotDeniedError) return classifyDenial(error);
  if (error instanceof ConnectionEndedError) {
    return { kind: 'deferred', reason: error.message, resumeInMs: 0 };
  }
  if (error instanceof AlignDownError) {
    return { kind: 'paused', reason: error.message, resumeInMs: error.retryInMs };
  }
  if (error instanceof AlignApiError) return classifyStatus(error);
  if (error instanceof AlignInvalidCallError) return { kind: 'dead', reason: error.message };
  if (error instanceof AlignNetworkError || error instanceof AlignUnreadableAnswerError) {
    return { kind: 'retry', reason: error.message };
  }
  return undefined;
}

function classifyStatus(error: AlignApiError): Outcome {
  if (KEY_REFUSED.has(error.status)) return { kind: 'key_refused', reason: error.message };
  const isRefusal = error.status >= 400 && error.status < 500 && !PASSING.has(error.status);
  return isRefusal ? { kind: 'dead', reason: error.message } : { kind: 'retry', reason: error.message };
}

function classifyDenial({ isResting, message, retryInMs }: SlotDeniedError): Outcome {
  return isResting
    ? { kind: 'rate_limited', retryAfterSeconds: Math.ceil(retryInMs / 1000) }
    : { kind: 'deferred', reason: message, resumeInMs: retryInMs };
}
