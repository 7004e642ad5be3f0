import { AlignApiError, AlignNetworkError, AlignUnreadableAnswerError } from '@illumera/align-client';

/** Whether an error speaks of Align's state rather than of the call: no answer, 5xx, or something that is not Align's API. */
export function isAlignDown(error: unknown): boolean {
  return (
    error instanceof AlignNetworkError ||
    error instanceof AlignUnreadableAnswerError ||
    (error instanceof AlignApiError && error.status >= 500)
  );
}
