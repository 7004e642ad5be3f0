import { AlignApiError, AlignError } from '@illumera/align-client';
import { AlignDownError } from '../circuit/align-down-error.ts';
import { isAlignDown } from '../circuit/is-align-down.ts';

/** What could not be seen of Align. */
export interface Gap {
  kind: 'gap';
  reason: string;
  /** Align's answer, where there was one. */
  status?: number;
  /** Align is down: asking for more is of no use now. */
  isDown: boolean;
}

/** Align refuses the key itself, and with it the whole run; a 403 is about what was asked for. */
const KEY_REFUSED = 401;

/**
 * Tells what an error of a call hides from the run.
 * @param what was to be seen, as in `the entries of project p1`
 * @throws the error itself where it ends the run or is not about Align
 */
export function gapFrom(error: unknown, what: string): Gap {
  if (error instanceof AlignDownError)
    return { kind: 'gap', reason: `${what}: ${error.message}`, isDown: true };
  if (!(error instanceof AlignError)) throw error;
  const status = error instanceof AlignApiError ? { status: error.status } : {};
  if (status.status === KEY_REFUSED) throw error;
  return { kind: 'gap', reason: `${what}: ${error.message}`, ...status, isDown: isAlignDown(error) };
}
