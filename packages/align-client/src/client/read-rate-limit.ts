import type { AlignAnswer } from '../transport/create-align-transport.ts';
import { headerValue } from './header-value.ts';

/** What Align says about the key's window with every answer (S1 "Rate Limiting"). */
export interface RateLimitReading {
  limit: number;
  remaining: number;
  /** Unix seconds at which the window resets. */
  resetsAtSeconds: number | undefined;
}

/** The X-RateLimit headers, or undefined where they are missing or no whole numbers. */
export function readRateLimit(headers: AlignAnswer['headers']): RateLimitReading | undefined {
  const limit = wholeNumber(headerValue(headers, 'x-ratelimit-limit'));
  const remaining = wholeNumber(headerValue(headers, 'x-ratelimit-remaining'));
  if (limit === undefined || remaining === undefined) return undefined;
  return { limit, remaining, resetsAtSeconds: wholeNumber(headerValue(headers, 'x-ratelimit-reset')) };
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : undefined;
}
