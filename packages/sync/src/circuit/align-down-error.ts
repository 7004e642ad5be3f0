/** Align has failed so often in a row that calls are held back; what was to be sent waits without using an attempt. */
export class AlignDownError extends Error {
  override readonly name = 'AlignDownError';
  /** When the next try is due, from now. */
  readonly retryInMs: number;

  constructor(message: string, options: { retryInMs: number; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.retryInMs = options.retryInMs;
  }
}
