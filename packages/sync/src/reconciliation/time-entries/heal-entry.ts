import { type Database, type TimeEntryStatus, timeEntryStatuses } from '@illumera/schema';
import { bringToStatus } from '../../deliveries/handlers/move-time-entry.ts';
import { lockLink } from '../../links/lock-link.ts';
import { lockEntryFamily } from '../../time-entries/lock-entry-family.ts';
import { recordChange } from '../record-change.ts';
import { recordFinding } from '../record-finding.ts';
import type { HeldRun } from '../run.ts';
import { asEvent } from './as-event.ts';
import { type EntryDifference, findDifference } from './find-differences.ts';

/**
 * Applies what Align shows of an entry as an event of the time of its page would have, unless something newer came. A draft
 * of ours is ours to change, so where only its content differs that is left to people.
 */
export async function healEntry(database: Database, run: HeldRun, found: EntryDifference): Promise<void> {
  return database.transaction().execute(async (transaction) => {
    await lockLink(transaction, `${run.companyId}/${found.alignId}`);
    await lockEntryFamily(transaction, found.id);
    await transaction
      .selectFrom('timeEntries')
      .select('id')
      .where('id', '=', found.id)
      .forUpdate()
      .executeTakeFirst();
    const difference = await findDifference(transaction, run, found.id);
    if (difference === undefined) return;
    const { here, there, source } = difference;
    const status = timeEntryStatuses.find((known) => known === there.status) ?? here.status;
    if (source === 'illumera' && here.status === 'draft' && status === 'draft') {
      await flagDraft(transaction, run, difference);
      return;
    }
    const entry = { id: difference.id, alignId: difference.alignId };
    const outcome = await bringToStatus(transaction, eventOf(run, difference, status), { entry, status });
    if (outcome.kind !== 'applied') return;
    await recordChange(transaction, run, {
      externalType: 'time_entry',
      externalId: entry.id,
      before: here,
      after: there,
    });
  });
}

/** What Align's list shows, with a reason that we know and the list leaves out. */
function eventOf(
  run: HeldRun,
  { here, there, alignId, occurredAt }: EntryDifference,
  status: TimeEntryStatus,
) {
  const { minutes, workDate, notes: description } = there;
  const reason = here.status === status ? here.rejectionReason : null;
  return asEvent(run, { alignId, occurredAt, data: { minutes, workDate, description, reason } });
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
