import type { FaultKind } from '../fault.ts';
import { error } from './error.ts';

export const storedError = {
  explains: 'an error status that the idempotency key repeats for 24 h; the call takes no effect',
  commits: false,
  isStored: true,
  strike: error.strike,
} satisfies FaultKind;
