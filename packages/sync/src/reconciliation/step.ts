import type { AlignClient } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import type { HeldRun } from './run.ts';

/** What a step works with. */
export interface StepContext {
  database: Database;
  run: HeldRun;
  /**
   * Calls Align in what the key's budget has left. Beyond what the client throws, a call throws RunPutOffError when the run
   * is to go on later and RunLostError when another worker has taken it over; a step lets both through.
   */
  align: AlignClient;
  /** By how many cents invoices and Align's approved cost may differ. */
  costToleranceCents: number;
}

export interface StepOutcome {
  /** What was looked at and done, by name. */
  counts: Record<string, number>;
  /** What could not be seen, each in a sentence; with one of them the run is incomplete. */
  gaps: readonly string[];
}

/**
 * One comparison of a run. It may be interrupted anywhere and begun again, by another worker too: what it has read with
 * `readPart` is still there, and what it writes it writes so that a second time changes nothing.
 */
export type Step = (context: StepContext) => Promise<StepOutcome>;
