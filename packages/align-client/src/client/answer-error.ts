import { AlignApiError, AlignRateLimitError } from '../errors.ts';
import { isRecord } from '../json/is-record.ts';
import type { AnswerParts } from './answer-parts.ts';
import { blotOutKey } from './blot-out-key.ts';
import { headerValue } from './header-value.ts';
import { readRateLimit } from './read-rate-limit.ts';
import { retryAfterSeconds } from './retry-after-seconds.ts';

const BODY_TEXT_MAX_CHARS = 500;

/** The error for an answer outside 2xx, a redirect included. */
export function answerError({ operation, answer, apiKey }: AnswerParts): AlignApiError | AlignRateLimitError {
  const body = readBody(new TextDecoder().decode(answer.bytes), apiKey);
  const said = whatAlignSays(body);
  const message = `${operation}: Align answered ${answer.status}${said === undefined ? '' : `: ${said}`}`;
  if (answer.status !== 429) return new AlignApiError(message, { status: answer.status, body });
  const seconds = retryAfterSeconds({
    retryAfter: headerValue(answer.headers, 'retry-after'),
    date: headerValue(answer.headers, 'date'),
    body,
    resetsAtSeconds: readRateLimit(answer.headers)?.resetsAtSeconds,
    nowMs: Date.now(),
  });
  return new AlignRateLimitError(message, seconds);
}

function readBody(text: string, apiKey: string): unknown {
  const clean = blotOutKey(text, apiKey);
  try {
    // Once more on each string: escapes in the JSON can hide the key from the first pass.
    return JSON.parse(clean, (_name, value: unknown) =>
      typeof value === 'string' ? blotOutKey(value, apiKey) : value,
    );
  } catch {
    return clean.slice(0, BODY_TEXT_MAX_CHARS);
  }
}

/** `message`, `error` or `error.message` of the body, whichever is text. */
function whatAlignSays(body: unknown): string | undefined {
  if (!isRecord(body)) return undefined;
  const nested = isRecord(body['error']) ? body['error']['message'] : undefined;
  const said = [body['message'], nested, body['error']].find((text) => typeof text === 'string');
  return typeof said === 'string' ? said : undefined;
}
