import type { Outcome } from '../outbox/outcome.ts';
import { classifyError } from './classify-error.ts';
import type { PushContext } from './push-context.ts';
import { pushers } from './pushers.ts';

/**
 * Brings one claimed intent to Align.
 * @returns what became of it; Align's errors are outcomes
 * @throws anything that is not Align's doing, the database's errors above all
 */
export async function pushIntent(context: PushContext): Promise<Outcome> {
  const { entityType, operation } = context.intent;
  try {
    return await pushers[`${entityType}.${operation}`](context);
  } catch (error) {
    const outcome = classifyError(error);
    if (outcome === undefined) throw error;
    return outcome;
  }
}
