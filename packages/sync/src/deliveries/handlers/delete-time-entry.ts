import { ignored } from '../delivery-outcome.ts';
import type { EventHandler } from '../event-handler.ts';
import { applyDeletion } from './apply-deletion.ts';

/** Soft-deletes an entry that Align deleted (S1 "time.deleted"). */
export const deleteTimeEntry: EventHandler = {
  kind: 'linked',
  externalType: 'time_entry',
  handle: async (transaction, context, entry) =>
    (await applyDeletion(transaction, context, entry)) ?? ignored('Align has moved the entry on since'),
};
