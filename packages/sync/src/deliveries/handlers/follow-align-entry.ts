import type { Database, TimeEntryStatus } from '@illumera/schema';
import { ignored } from '../delivery-outcome.ts';
import type { EventContext, EventHandler, LinkedEntity } from '../event-handler.ts';
import { importTimeEntry } from './import-time-entry.ts';
import { bringToStatus } from './move-time-entry.ts';

const startedHere = ignored('such changes go from Illumera to Align');

/** Takes over an entry that begins in Align, where the connection asks for that. */
export const logAlignEntry: EventHandler = {
  kind: 'perhaps_linked',
  externalType: 'time_entry',
  handle: async (transaction, context, entry) =>
    entry === undefined ? importTimeEntry(transaction, context, 'draft') : ignored('the entry is known'),
};

/** Follows a change in Align of an entry that began there; ours are changed here (S1 "time.updated"). */
export const updateAlignEntry = followAlignEntry('draft', ({ source }) => source === 'align');

/**
 * Follows a submission in Align. The first one of an entry of ours is our own (S1 "time.submitted"); what Align has judged or
 * opened since may be submitted there again (S3 "time.rejected").
 */
export const submitAlignEntry = followAlignEntry(
  'submitted',
  ({ source, alignOccurredAt }) => source === 'align' || alignOccurredAt !== null,
);

interface FollowedEntry {
  source: string;
  alignOccurredAt: Date | null;
}

function followAlignEntry(
  status: TimeEntryStatus,
  isFollowed: (entry: FollowedEntry) => boolean,
): EventHandler {
  return {
    kind: 'perhaps_linked',
    externalType: 'time_entry',
    handle: async (transaction, context, entry) => {
      if (entry === undefined) return importTimeEntry(transaction, context, status);
      const known = await readEntry(transaction, context, entry);
      if (known === undefined || !isFollowed(known)) return startedHere;
      if (known.source === 'align' && context.importMode !== 'realtime') {
        return ignored('entries that begin in Align come with reconciliation');
      }
      return bringToStatus(transaction, context, { entry, status });
    },
  };
}

function readEntry(transaction: Database, { scope }: EventContext, { id }: LinkedEntity) {
  return transaction
    .selectFrom('timeEntries')
    .select(['source', 'alignOccurredAt'])
    .where('id', '=', id)
    .where('tenantId', '=', scope.tenantId)
    .where('companyId', '=', scope.companyId)
    .executeTakeFirst();
}
