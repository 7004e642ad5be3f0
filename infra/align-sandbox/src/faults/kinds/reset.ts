import type { FaultKind } from '../fault.ts';

export const reset = {
  explains: 'the connection is reset',
  commits: 'as asked',
  strike: () => ({ kind: 'cut', isReset: true }),
} satisfies FaultKind;
