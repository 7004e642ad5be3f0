import { timeEventData } from '@illumera/align-client';
import type { Database, TimeEntryStatus } from '@illumera/schema';
import { sql } from 'kysely';
import { rememberSent } from '../../links/remember-sent.ts';
import { type DeliveryOutcome, ignored, refused } from '../delivery-outcome.ts';
import type { EventContext, EventHandler, LinkedEntity } from '../event-handler.ts';
import { statusesByAdvance } from '../status-by-event.ts';
import { applyDeletion } from './apply-deletion.ts';
import { findRivalAdjustment } from './find-rival-adjustment.ts';
import { fittingContent } from './fitting-content.ts';

/** Gives an entry the status, minutes, date and description that it has at Align, unless something newer did already. */
export function moveTimeEntry(status: TimeEntryStatus): EventHandler {
  return {
    kind: 'linked',
    externalType: 'time_entry',
    handle: async (transaction, context, entry) => {
      const rival = await findRivalAdjustment(transaction, context, { entry, status });
      if (rival !== undefined) return refused(`the adjustment ${rival} of the same entry is open`);
      const moved = await move(transaction, context, { entry, status });
      const deletion = await applyDeletion(transaction, context, entry);
      if (!moved) return ignored('something newer from Align is applied already');
      return deletion ?? ({ kind: 'applied' } satisfies DeliveryOutcome);
    },
  };
}

async function move(
  transaction: Database,
  context: EventContext,
  { entry, status }: { entry: LinkedEntity; status: TimeEntryStatus },
): Promise<boolean> {
  const { scope, event, occurredAt } = context;
  const content = await fittingContent(transaction, context, entry);
  const advance = sql`array[${sql.join([...statusesByAdvance])}]`;
  const moved = await transaction
    .updateTable('timeEntries')
    .set({
      ...content,
      status,
      rejectionReason: status === 'rejected' ? (timeEventData(event).reason ?? null) : null,
      syncStatus: 'synced',
      syncError: null,
      alignOccurredAt: occurredAt,
    })
    .where('id', '=', entry.id)
    .where('tenantId', '=', scope.tenantId)
    .where('companyId', '=', scope.companyId)
    .where((where) =>
      where.or([
        where('alignOccurredAt', 'is', null),
        where('alignOccurredAt', '<', occurredAt),
        where.and([
          where('alignOccurredAt', '=', occurredAt),
          sql<boolean>`array_position(${advance}, status) < array_position(${advance}, ${status})`,
        ]),
      ]),
    )
    .returning('id')
    .executeTakeFirst();
  if (moved === undefined) return false;
  await rememberSent(transaction, scope, { type: 'time_entry', id: entry.id, sent: null });
  return true;
}
