import type { SentFields } from '../links/remember-sent.ts';
import type { Outcome } from '../outbox/outcome.ts';
import { createTimeEntryAtAlign } from './create-time-entry.ts';
import { loadTimeEntry, type PushedTimeEntry } from './load-time-entry.ts';
import { intentKey, type PushContext } from './push-context.ts';
import { findAdoptable, upsertEntity } from './upsert-entity.ts';

/** Creates a time entry at Align, or changes the draft that is there (S1 "PATCH /time-entries/:id"). */
export async function pushTimeEntry(context: PushContext): Promise<Outcome> {
  const { database, scope, intent } = context;
  const entry = await loadTimeEntry(database, scope, intent.localId);
  if (entry === undefined) return { kind: 'dead', reason: `there is no time entry ${intent.localId}` };
  if (entry.deletedAt !== null) return leaveToDelete(context, entry);
  return upsertEntity(context, upsertOf(context, entry));
}

/**
 * A delete waits behind this: what was never sent need not be sent for that, and what a create without an answer may have left
 * at Align is linked, so that the delete finds it.
 */
async function leaveToDelete(context: PushContext, entry: PushedTimeEntry): Promise<Outcome> {
  if (context.intent.sentBefore === null || entry.link !== null) return { kind: 'done' };
  const adopted = await findAdoptable(context, upsertOf(context, entry));
  return adopted === undefined ? { kind: 'done' } : { kind: 'done', link: adopted };
}

/** How a time entry is created or changed at Align. */
export function upsertOf(context: PushContext, entry: PushedTimeEntry) {
  const { align } = context;
  return {
    externalType: 'time_entry' as const,
    externalId: entry.id,
    alignEntityType: 'time_entry',
    link: entry.link,
    fields: { workDate: entry.workDate, minutes: entry.minutes, description: entry.notes ?? '' },
    create: () => createTimeEntryAtAlign(context, entry),
    update: (timeEntryId: string, lastSent: unknown) =>
      align.call('updateTimeEntry', {
        params: { timeEntryId },
        idempotencyKey: intentKey(context),
        body: {
          minutes: entry.minutes,
          description: entry.notes ?? '',
          ...(hasDate(lastSent, entry.workDate) ? {} : { workDate: entry.workDate }),
        },
      }),
  };
}

/** S1 documents minutes and description for a PATCH; the date goes along only where it differs. */
function hasDate(lastSent: unknown, workDate: string): boolean {
  return (lastSent as SentFields | null)?.['workDate'] === workDate;
}
