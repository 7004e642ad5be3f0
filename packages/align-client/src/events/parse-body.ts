import { everyJsonValue } from '../json/every-json-value.ts';
import { isRecord } from '../json/is-record.ts';
import type { UnreadableReason } from './align-event.ts';

const MAX_DEPTH = 32;
const utf8 = new TextDecoder('utf-8', { fatal: true });

type BodyReading =
  | { kind: 'body'; body: Record<string, unknown> }
  | { kind: 'unreadable'; reason: UnreadableReason };

/**
 * The JSON object in a delivery's bytes, at most 32 deep. Of a key that stands there twice the last counts,
 * here and so everywhere. `__proto__` keys are left out, so that copying the object cannot change a
 * prototype. Never throws.
 */
export function parseBody(bytes: Uint8Array): BodyReading {
  const text = decode(bytes);
  if (text === undefined) return { kind: 'unreadable', reason: 'not_utf8' };
  const parsed = parseJson(text);
  if (parsed === undefined) return { kind: 'unreadable', reason: 'not_json' };
  if (!isRecord(parsed)) return { kind: 'unreadable', reason: 'not_an_object' };
  const shallow = everyJsonValue(parsed, (value, depth) => {
    if (isRecord(value)) delete value['__proto__'];
    return depth <= MAX_DEPTH;
  });
  return shallow ? { kind: 'body', body: parsed } : { kind: 'unreadable', reason: 'too_deep' };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** No JSON text parses to undefined, so it can stand for one that does not parse. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
