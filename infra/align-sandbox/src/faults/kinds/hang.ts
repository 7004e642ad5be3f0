import type { FaultKind } from '../fault.ts';

export const hang = {
  explains: 'no answer comes, and the connection stays open',
  commits: 'as asked',
  strike: () => ({ kind: 'silence' }),
} satisfies FaultKind;
