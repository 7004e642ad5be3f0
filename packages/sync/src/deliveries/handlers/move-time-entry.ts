import { timeEventData } from '@illumera/align-client';
import type { Database, TimeEntryStatus } from '@illumera/schema';
import { rememberSent } from '../../links/remember-sent.ts';
import { flagAdjustments } from '../../time-entries/flag-adjustments.ts';
import { lockEntryFamily } from '../../time-entries/lock-entry-family.ts';
import { type HandlerOutcome, ignored } from '../delivery-outcome.ts';
import type { EventContext, EventHandler, LinkedEntity } from '../event-handler.ts';
import { applyDeletion } from './apply-deletion.ts';
import { findResubmission } from './find-resubmission.ts';
import { fittingContent } from './fitting-content.ts';
import { lockEntry } from './lock-entry.ts';
import { settleTie } from './settle-tie.ts';

/** Gives an entry the status, minutes, date and description that it has at Align, unless something newer did already. */
export function moveTimeEntry(status: TimeEntryStatus): EventHandler {
  return {
    kind: 'linked',
    externalType: 'time_entry',
    handle: (transaction, context, entry) => bringToStatus(transaction, context, { entry, status }),
  };
}

interface Move {
  entry: LinkedEntity;
  status: TimeEntryStatus;
}

/** Applies Align's word on an entry, whatever stands beside it here, and says what that leads to. */
export async function bringToStatus(
  transaction: Database,
  context: EventContext,
  move: Move,
): Promise<HandlerOutcome> {
  const { scope, connectionId, occurredAt } = context;
  const { entry, status } = move;
  await lockEntryFamily(transaction, entry.id);
  const current = await lockEntry(transaction, context, entry);
  if (current === undefined) return ignored('the entry is gone');
  const age = (current.alignOccurredAt?.getTime() ?? Number.NEGATIVE_INFINITY) - occurredAt.getTime();
  if (age === 0 && current.status !== status) {
    const settled = await settleTie(transaction, context, { entry, status, current });
    if (settled.kind === 'ask') return settled;
    if (settled.kind === 'answered') {
      await write(transaction, { ...context, event: settled.event }, { entry, status: settled.status });
    }
    if (settled.kind === 'guessed' && settled.isAhead) await write(transaction, context, move);
  }
  if (age < 0) await writeNewest(transaction, context, move);
  const deletion = await applyDeletion(transaction, context, entry);
  await flagAdjustments(transaction, { ...scope, connectionId, entryId: entry.id });
  if (age > 0 || (age === 0 && current.status === status)) {
    return ignored('something newer from Align is applied already');
  }
  return deletion ?? { kind: 'applied' };
}

/** A resubmission that came before what it follows is applied right after it. */
async function writeNewest(transaction: Database, context: EventContext, move: Move): Promise<void> {
  await write(transaction, context, move);
  const resubmission = await findResubmission(transaction, context, move.entry);
  if (resubmission !== undefined) {
    await write(transaction, { ...context, ...resubmission }, { entry: move.entry, status: 'submitted' });
  }
}

async function write(transaction: Database, context: EventContext, { entry, status }: Move): Promise<void> {
  const { scope, event, occurredAt } = context;
  await transaction
    .updateTable('timeEntries')
    .set({
      ...(await fittingContent(transaction, context, entry)),
      status,
      rejectionReason: status === 'rejected' ? (timeEventData(event).reason ?? null) : null,
      syncStatus: 'synced',
      syncError: null,
      alignOccurredAt: occurredAt,
    })
    .where('id', '=', entry.id)
    .execute();
  await rememberSent(transaction, scope, { type: 'time_entry', id: entry.id, sent: null });
}
