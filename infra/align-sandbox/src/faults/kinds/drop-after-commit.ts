import type { FaultKind } from '../fault.ts';

export const dropAfterCommit = {
  explains: 'the call takes effect, then the connection ends without an answer',
  commits: true,
  strike: () => ({ kind: 'cut', isReset: false }),
} satisfies FaultKind;
