import { findLink } from '../links/find-link.ts';
import type { Outcome } from '../outbox/outcome.ts';
import { ifRefused } from './if-refused.ts';
import { intentKey, type PushContext } from './push-context.ts';

/** Deletes a draft at Align (S1 "DELETE /time-entries/:id"); one that never got there needs no call. */
export async function deleteTimeEntryAtAlign(context: PushContext): Promise<Outcome> {
  const { database, align, scope, intent } = context;
  const timeEntryId = await findLink(database, scope, { type: 'time_entry', id: intent.localId });
  if (timeEntryId === undefined) return { kind: 'done' };
  await ifRefused(
    404,
    align.call('deleteTimeEntry', { params: { timeEntryId }, idempotencyKey: intentKey(context) }),
  );
  return { kind: 'done' };
}
