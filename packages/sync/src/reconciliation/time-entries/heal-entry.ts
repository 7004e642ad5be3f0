import { type Database, type TimeEntryStatus, timeEntryStatuses } from '@illumera/schema';
import type { EventContext } from '../../deliveries/event-handler.ts';
import { bringToStatus } from '../../deliveries/handlers/move-time-entry.ts';
import { lockLink } from '../../links/lock-link.ts';
import { lockEntryFamily } from '../../time-entries/lock-entry-family.ts';
import { recordChange } from '../record-change.ts';
import { recordFinding } from '../record-finding.ts';
import type { HeldRun } from '../run.ts';
import { type EntryDifference, findDifference } from './find-differences.ts';

/** `left`: meanwhile they are alike, or something newer is under way. */
export type Healing = 'healed' | 'flagged' | 'left';

/**
 * Applies what Align shows of an entry as an event of the time of its page would have, unless something newer came. A draft
 * of ours is ours to change, so where only its content differs that is left to people.
 */
export async function healEntry(database: Database, run: HeldRun, found: EntryDifference): Promise<Healing> {
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
    if (difference === undefined) return 'left';
    const { here, there, source } = difference;
    const status = timeEntryStatuses.find((known) => known === there.status) ?? here.status;
    if (source === 'illumera' && here.status === 'draft' && status === 'draft') {
      await flagDraft(transaction, run, difference);
      return 'flagged';
    }
    const entry = { id: difference.id, alignId: difference.alignId };
    const outcome = await bringToStatus(transaction, contextOf(run, difference, status), { entry, status });
    if (outcome.kind !== 'applied') return 'left';
    await recordChange(transaction, run, {
      externalType: 'time_entry',
      externalId: entry.id,
      before: here,
      after: there,
    });
    return 'healed';
  });
}

/** What Align shows, as an event tells it. A reason that we know and Align's list does not show stays. */
function contextOf(run: HeldRun, difference: EntryDifference, status: TimeEntryStatus): EventContext {
  const { here, there, fetchedAt } = difference;
  const { tenantId, companyId, alignOrgId, connectionId, importMode } = run;
  const reason = here.status === status ? here.rejectionReason : null;
  return {
    scope: { tenantId, companyId, alignOrgId },
    connectionId,
    event: {
      name: 'reconciliation',
      schemaVersion: 1,
      entityId: difference.alignId,
      occurredAt: fetchedAt,
      data: {
        minutes: there.minutes,
        workDate: there.workDate,
        ...(there.notes === null ? {} : { description: there.notes }),
        ...(reason === null ? {} : { reason }),
      },
    },
    occurredAt: fetchedAt,
    importMode,
    isOverdue: false,
  };
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
