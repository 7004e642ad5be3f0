import { expect } from 'vitest';
import type { Walk } from './set-out.ts';

/** Expects that what happened at `startMs` was seen within a second, where Align is at its best. */
export function expectAtOnce({ isTimed }: Walk, startMs: number, seenMs: number): void {
  if (isTimed) expect(seenMs - startMs).toBeLessThan(1_000);
}
