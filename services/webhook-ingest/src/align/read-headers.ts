import type { IncomingHttpHeaders } from 'node:http';

const shapes = {
  'x-align-delivery-id': /^[A-Za-z0-9._:-]{1,128}$/,
  'x-align-event': /^[A-Za-z0-9._:-]{1,128}$/,
  'x-align-timestamp': /^\d{10}$/,
  'x-align-signature': /^sha256=[0-9a-f]{64}$/,
} as const;

type HeaderName = keyof typeof shapes;
type AlignHeaders = Record<HeaderName, string>;

export type HeaderReading =
  | { kind: 'headers'; headers: AlignHeaders }
  | { kind: 'missing_header' }
  | { kind: 'malformed_header' };

/**
 * Reads the four headers of a delivery (S3 "Request Headers"). Node joins a header that came twice with a comma, which none of
 * them may hold.
 */
export function readHeaders(given: IncomingHttpHeaders): HeaderReading {
  const names = Object.keys(shapes) as HeaderName[];
  const headers = Object.fromEntries(names.map((name) => [name, String(given[name] ?? '')])) as AlignHeaders;
  if (names.some((name) => headers[name] === '')) return { kind: 'missing_header' };
  if (names.some((name) => !shapes[name].test(headers[name]))) return { kind: 'malformed_header' };
  return { kind: 'headers', headers };
}
