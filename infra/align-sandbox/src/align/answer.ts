/** What a verb has Align answer; a body of undefined is sent as no body. */
export type Answer = { status: number; body?: unknown };

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const noContent = (): Answer => ({ status: 204 });

export const notFound = (what: string): Answer => ({
  status: 404,
  body: { error: 'not_found', message: `${what} was not found.` },
});
export const conflict = (message: string): Answer => ({ status: 409, body: { error: 'conflict', message } });
export const unauthorized = (message: string): Answer => ({
  status: 401,
  body: { error: 'unauthorized', message },
});
export const forbidden = (message: string): Answer => ({
  status: 403,
  body: { error: 'forbidden', message },
});
export const validationError = (message: string, details?: unknown): Answer => ({
  status: 400,
  body: { error: 'validation_error', message, details },
});
/** `retryAfter` is in seconds (S3 "Rate limiting"). */
export const rateLimited = (message: string, retryAfter?: number): Answer => ({
  status: 429,
  body: { error: 'rate_limit', message, retryAfter },
});
