import type { FaultKind } from '../fault.ts';

export const error = {
  explains: 'an error status, 503 unless another is named',
  commits: 'as asked',
  strike: ({ fault }) => ({
    kind: 'answer',
    answer: errorAnswer(fault),
    ...(fault.retryAfter === undefined ? {} : { headers: { 'retry-after': fault.retryAfter } }),
  }),
} satisfies FaultKind;

/** What an error of this status says. */
export function errorAnswer({ status }: { status: number }) {
  return { status, body: { error: 'injected_fault', message: `The stand-in was told to answer ${status}.` } };
}
