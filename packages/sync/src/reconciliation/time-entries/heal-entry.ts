import { type Database, type TimeEntryStatus, timeEntryStatuses } from '@illumera/schema';
import { bringToStatus } from '../../deliveries/handlers/move-time-entry.ts';
import { lockLink } from '../../links/lock-link.ts';
import { lockEntryFamily } from '../../time-entries/lock-entry-family.ts';
import { recordChange } from '../record-change.ts';
import { recordFinding } from '../record-finding.ts';
import type { HeldRun } from '../run.ts';
import { asEvent } from './as-event.ts';
import { type DifferingEntry, type EntryDifference, findDifferences } from './find-differences.ts';

/**
 * Applies what Align shows of an entry as an event of the time of its page would have, unless something newer came. A draft
 * of ours is ours to change, so where only its content differs that is left to people.
 */
export async function healEntry(database: Database, run: HeldRun, found: DifferingEntry): Promise<void> {
  return database.transaction().execute(async (transaction) => {
    await lockLink(transaction, `${run.companyId}/${found.alignId}`);
    await lockEntryFamily(transaction, found.id);
    await transaction
      .selectFrom('timeEntries')
      .select('id')
      .where('id', '=', found.id)
      .forUpdate()
      .executeTakeFirst();
    const [difference] = await findDifferences(transaction, run, [found]);
    if (difference === undefined) return;
    const { here, there } = difference;
    if (isForPeople(difference)) return flagDraft(transaction, run, difference);
    const status = statusOf(difference);
    const entry = { id: difference.id, alignId: difference.alignId };
    const outcome = await bringToStatus(
      transaction,
      asEvent(run, { ...difference, data: saidOf(difference) }),
      { entry, status },
    );
    if (outcome.kind !== 'applied') return;
    await recordChange(transaction, run, {
      externalType: 'time_entry',
      externalId: entry.id,
      before: here,
      after: there,
    });
  });
}

/** What the entry is at Align; a status that is not known here says nothing. */
export function statusOf({ here, there }: EntryDifference): TimeEntryStatus {
  return timeEntryStatuses.find((known) => known === there.status) ?? here.status;
}

/** A draft of ours that is one there too. */
export function isForPeople(difference: EntryDifference): boolean {
  const { source, here } = difference;
  return source === 'illumera' && here.status === 'draft' && statusOf(difference) === 'draft';
}

/** What Align's list shows, with a reason that we know and the list leaves out. */
export function saidOf(difference: EntryDifference) {
  const { here, there } = difference;
  const { minutes, workDate, notes: description } = there;
  const reason = here.status === statusOf(difference) ? here.rejectionReason : null;
  return { minutes, workDate, description, reason };
}

async function flagDraft(transaction: Database, run: HeldRun, difference: EntryDifference): Promise<void> {
  const { id, projectId, here, there } = difference;
  const words = ({ workDate, minutes, notes }: typeof here | typeof there) =>
    `${minutes} min on ${workDate}${notes === null ? '' : `: ${notes}`}`;
  await recordFinding(transaction, run, {
    field: 'time_entry.content',
    projectId,
    externalType: 'time_entry',
    externalId: id,
    illumeraValue: words(here),
    alignValue: words(there),
    severity: 'warning',
  });
}
