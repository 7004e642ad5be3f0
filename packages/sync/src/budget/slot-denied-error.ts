/** No slot of the key's budget could be had: the call has not been made. */
export class SlotDeniedError extends Error {
  override readonly name = 'SlotDeniedError';
  /** Whether the key rests after a 429; otherwise others use it up. */
  readonly isResting: boolean;
  /** After how long it is worth trying again. */
  readonly retryInMs: number;

  constructor({ isResting, retryInMs }: { isResting: boolean; retryInMs: number }) {
    super(isResting ? 'the API key rests, as Align asked' : 'others use up the API key');
    this.isResting = isResting;
    this.retryInMs = retryInMs;
  }
}
