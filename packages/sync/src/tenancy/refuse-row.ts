import type { Conflict, Done, Invalid } from '../answer.ts';
import { refusals } from './refusals.ts';

/**
 * Turns a constraint's refusal of a new row into an answer.
 * @throws whatever else the work throws
 */
export async function refuseRow<Value>(
  work: () => Promise<Done<Value>>,
): Promise<Done<Value> | Invalid | Conflict> {
  try {
    return await work();
  } catch (error) {
    const refusal = refusals[constraintOf(error)];
    if (refusal === undefined) throw error;
    return refusal;
  }
}

/** The constraint that an error of pg names. */
function constraintOf(error: unknown): string {
  const { constraint } = Object(error) as { constraint?: unknown };
  return typeof constraint === 'string' ? constraint : '';
}
