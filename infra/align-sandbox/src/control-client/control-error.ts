/** The stand-in refused a control call; `detail` is its own account. */
export class ControlError extends Error {
  readonly status: number;

  constructor(call: string, status: number, detail: string) {
    super(`the Align stand-in answered ${status} to ${call}: ${detail}`);
    this.name = 'ControlError';
    this.status = status;
  }
}
