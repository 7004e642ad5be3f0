import { everyJsonValue } from './every-json-value.ts';
import { isRecord } from './is-record.ts';
import { storableText } from './storable-text.ts';

/** Far below the depth at which JSON.stringify or Postgres run out of stack. */
const MAX_DEPTH = 256;

/**
 * Whether a parsed JSON value can be written to a jsonb column and read back the same. Postgres refuses NUL
 * and lone surrogates; a number beyond a double has become Infinity, which JSON cannot write.
 */
export function storableJson(value: unknown): boolean {
  return everyJsonValue(value, (part, depth) => {
    if (depth > MAX_DEPTH) return false;
    if (typeof part === 'string') return isStorable(part);
    if (typeof part === 'number') return Number.isFinite(part);
    return !isRecord(part) || Object.keys(part).every(isStorable);
  });
}

const isStorable = (text: string) => storableText(text) === text;
