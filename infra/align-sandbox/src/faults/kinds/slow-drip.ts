import type { FaultKind } from '../fault.ts';

export const slowDrip = {
  explains: 'the call takes effect, its answer comes in small pieces',
  commits: true,
  strike: ({ answer, fault }) => ({ kind: 'drip', answer, durationMs: fault.durationMs }),
} satisfies FaultKind;
