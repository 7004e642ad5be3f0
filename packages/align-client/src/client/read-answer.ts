import { z } from 'zod';
import { AlignUnreadableAnswerError } from '../errors.ts';
import { answerError } from './answer-error.ts';
import type { AnswerParts } from './answer-parts.ts';
import { blotOutKey } from './blot-out-key.ts';
import { headerValue } from './header-value.ts';

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/**
 * The model in a 2xx answer. Throws `AlignRateLimitError` for 429, `AlignApiError` for any other status
 * outside 2xx, and `AlignUnreadableAnswerError` where the body is not what the endpoint promises.
 */
export function readAnswer(parts: AnswerParts): unknown {
  const { operation, endpoint, answer } = parts;
  if (answer.status < 200 || answer.status > 299) throw answerError(parts);
  if (answer.bytes.length === 0 && endpoint.response === null) return undefined;
  const json = readJson(parts);
  if (endpoint.response === null) return undefined;
  const model = endpoint.response.safeParse(json);
  if (model.success) return model.data;
  throw new AlignUnreadableAnswerError(`${operation}: ${z.prettifyError(model.error)}`, {
    cause: model.error,
  });
}

function readJson({ operation, answer, apiKey }: AnswerParts): unknown {
  if (!JSON_TYPE.test(headerValue(answer.headers, 'content-type') ?? '')) {
    throw new AlignUnreadableAnswerError(`${operation}: answered ${answer.status} without JSON`);
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(answer.bytes);
    // Blotted out first: the parser's own message quotes the text.
    return JSON.parse(blotOutKey(text, apiKey));
  } catch (cause) {
    throw new AlignUnreadableAnswerError(`${operation}: answered ${answer.status} with broken JSON`, {
      cause,
    });
  }
}
