import type { FaultKind } from '../fault.ts';

/** The ways in which a careless server writes a header into an error. */
const FORMS = {
  plain: (text: string) => text,
  url: encodeURIComponent,
  base64: (text: string) => Buffer.from(text).toString('base64'),
  base64url: (text: string) => Buffer.from(text).toString('base64url'),
  hex: (text: string) => Buffer.from(text).toString('hex'),
} as const;

export const echo = {
  explains: 'an error status whose message repeats the Authorization header, in several encodings',
  commits: 'as asked',
  strike: ({ fault, request }) => {
    const header = request.headers.authorization ?? '';
    const forms = Object.fromEntries(Object.entries(FORMS).map(([name, form]) => [name, form(header)]));
    const message = `Not with ${Object.values(forms).join(' or ')}`;
    return {
      kind: 'answer',
      answer: { status: fault.status, body: { error: 'echo', message, request: forms } },
      ...(fault.retryAfter === undefined ? {} : { headers: { 'retry-after': fault.retryAfter } }),
    };
  },
} satisfies FaultKind;
