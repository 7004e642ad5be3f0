import { isRecord } from '../json/is-record.ts';

const DEFAULT_SECONDS = 60;
const MIN_SECONDS = 1;
const MAX_SECONDS = 3600;
const DECIMAL = /^\d+(?:\.\d+)?$/;
/** The three forms of RFC 9110 5.6.7; the oldest leaves GMT out. */
const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? [\w :-]+$/;

interface RateLimitAnswer {
  retryAfter: string | undefined;
  /** Align's own `Date` header, so that a clock of ours that is off does not matter. */
  date: string | undefined;
  body: unknown;
  /** X-RateLimit-Reset, in Unix seconds. */
  resetsAtSeconds: number | undefined;
  nowMs: number;
}

/**
 * Seconds to wait after a 429, whole, 1 to 3600: from Retry-After (S1 "Rate Limiting") as seconds or HTTP
 * date, else from the body's `retryAfter` (S3 "Rate limiting"), else until X-RateLimit-Reset, else 60.
 */
export function retryAfterSeconds(answer: RateLimitAnswer): number {
  const seconds =
    fromDecimal(answer.retryAfter) ??
    fromDate(answer) ??
    fromBody(answer.body) ??
    fromReset(answer) ??
    DEFAULT_SECONDS;
  return Math.min(MAX_SECONDS, Math.max(MIN_SECONDS, Math.ceil(seconds)));
}

function fromDecimal(text: string | undefined): number | undefined {
  return text !== undefined && DECIMAL.test(text.trim()) ? Number(text) : undefined;
}

function fromDate({ retryAfter, date, nowMs }: RateLimitAnswer): number | undefined {
  const untilMs = parseHttpDate(retryAfter);
  return untilMs === undefined ? undefined : (untilMs - (parseHttpDate(date) ?? nowMs)) / 1000;
}

function fromReset({ resetsAtSeconds, date, nowMs }: RateLimitAnswer): number | undefined {
  return resetsAtSeconds === undefined ? undefined : resetsAtSeconds - (parseHttpDate(date) ?? nowMs) / 1000;
}

function parseHttpDate(text: string | undefined): number | undefined {
  if (text === undefined || !HTTP_DATE.test(text)) return undefined;
  const ms = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(ms) ? undefined : ms;
}

function fromBody(body: unknown): number | undefined {
  if (!isRecord(body)) return undefined;
  const { retryAfter } = body;
  return typeof retryAfter === 'number' || typeof retryAfter === 'string'
    ? fromDecimal(String(retryAfter))
    : undefined;
}
