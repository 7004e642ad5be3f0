import { storableText } from './json/storable-text.ts';

const MESSAGE_MAX_CHARS = 500;

/**
 * Anything that can go wrong between us and Align. Messages are at most 500 characters and never hold the
 * API key.
 */
export class AlignError extends Error {
  override readonly name: string = 'AlignError';

  constructor(message: string, options?: ErrorOptions) {
    super(storableText(message.slice(0, MESSAGE_MAX_CHARS)), options);
  }
}

/** Align answered outside 2xx, a redirect included; 429 is `AlignRateLimitError` (S1 "Error classes"). */
export class AlignApiError extends AlignError {
  override readonly name = 'AlignApiError';
  /** The HTTP status. */
  readonly status: number;
  /** The JSON that came with it, or the first 500 characters of other text, the API key blotted out. */
  readonly body: unknown;

  constructor(message: string, answer: { status: number; body: unknown }) {
    super(message);
    this.status = answer.status;
    this.body = answer.body;
  }
}

/** Align answered 429; the whole key has to wait (S1 "Rate Limiting"). */
export class AlignRateLimitError extends AlignError {
  override readonly name = 'AlignRateLimitError';
  /** Whole seconds to wait, from 1 to 3600. */
  readonly retryAfterSeconds: number;

  constructor(message: string, retryAfterSeconds: number) {
    super(message);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/**
 * No answer: reset, refused, unknown host, timed out or aborted. Align may have carried the call out all
 * the same.
 */
export class AlignNetworkError extends AlignError {
  override readonly name = 'AlignNetworkError';
  /** Whether our time-out ended the call. */
  readonly timedOut: boolean;

  constructor(message: string, options: { timedOut: boolean; cause: unknown }) {
    super(message, { cause: options.cause });
    this.timedOut = options.timedOut;
  }
}

/** A 2xx whose body is too large, not JSON, or without what the call is for, such as the new record's id. */
export class AlignUnreadableAnswerError extends AlignError {
  override readonly name = 'AlignUnreadableAnswerError';
}

/** The call was never sent: its ids, query, body or key do not fit the endpoint. Trying again cannot help. */
export class AlignInvalidCallError extends AlignError {
  override readonly name = 'AlignInvalidCallError';
}
