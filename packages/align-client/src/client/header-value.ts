import type { AlignAnswer } from '../transport/create-align-transport.ts';

/** The first value of a header, named in lower case. */
export function headerValue(headers: AlignAnswer['headers'], name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
