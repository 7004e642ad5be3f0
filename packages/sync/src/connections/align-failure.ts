import {
  AlignApiError,
  AlignNetworkError,
  AlignRateLimitError,
  AlignUnreadableAnswerError,
} from '@illumera/align-client';
import { SlotDeniedError } from '../budget/slot-denied-error.ts';

/** Align said no, and would again. */
export interface AlignRefused {
  kind: 'align_refused';
  /** The HTTP status. */
  status: number;
  message: string;
  body: unknown;
}

/** Align did not answer, or not in a way that decides anything. */
export interface AlignUnreachable {
  kind: 'align_unreachable';
  message: string;
}

/**
 * Tells what a failed call means to whoever waits for it.
 * @throws the error itself where it is not about Align's answer
 */
export function alignFailure(error: unknown): AlignRefused | AlignUnreachable {
  if (error instanceof AlignApiError && error.status >= 300 && error.status < 500) {
    return { kind: 'align_refused', status: error.status, message: error.message, body: error.body };
  }
  if (error instanceof AlignRateLimitError) {
    const message = `Align has had enough requests from this key; try again in ${error.retryAfterSeconds} s`;
    return { kind: 'align_unreachable', message };
  }
  if (error instanceof SlotDeniedError) {
    const seconds = Math.ceil(error.retryInMs / 1000);
    return { kind: 'align_unreachable', message: `${error.message}; try again in ${seconds} s` };
  }
  if (
    error instanceof AlignApiError ||
    error instanceof AlignNetworkError ||
    error instanceof AlignUnreadableAnswerError
  ) {
    return { kind: 'align_unreachable', message: `Align cannot be reached: ${error.message}` };
  }
  throw error;
}
