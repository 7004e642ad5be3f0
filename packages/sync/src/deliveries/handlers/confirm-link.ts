import type { Database } from '@illumera/schema';
import { recordDiscrepancy } from '../../discrepancies/record-discrepancy.ts';
import { findLink } from '../../links/find-link.ts';
import { findLinkedEntity } from '../../links/find-linked-entity.ts';
import { lockBothNames } from '../../links/lock-link.ts';
import { type NewLink, writeLink } from '../../links/write-link.ts';
import { type DeliveryOutcome, ignored, refused } from '../delivery-outcome.ts';
import type { EventContext } from '../event-handler.ts';

/**
 * Writes the link that an event tells of. A link that is there never points elsewhere afterwards, whatever an event says: the
 * difference is recorded for people to judge.
 */
export async function confirmLink(
  transaction: Database,
  { scope, connectionId }: EventContext,
  link: NewLink,
): Promise<DeliveryOutcome> {
  const { externalType, externalId, alignEntityId } = link;
  // The worker may be writing it at this moment, after the call whose event this is.
  await lockBothNames(transaction, scope, [link]);
  const known = await findLink(transaction, scope, { type: externalType, id: externalId });
  if (known === alignEntityId) return ignored('the link is known');
  const owner =
    externalType === 'project_member' ? undefined : await findLinkedEntity(transaction, scope, link);
  if (known === undefined && owner === undefined) {
    const written = await writeLink(transaction, scope, link);
    return written ? { kind: 'applied' } : ignored('the link was written meanwhile');
  }
  await recordDiscrepancy(transaction, {
    tenantId: scope.tenantId,
    companyId: scope.companyId,
    connectionId,
    field: `entity_link.${externalType}`,
    externalType,
    externalId,
    illumeraValue: known ?? `linked to ${owner}`,
    alignValue: alignEntityId,
    severity: 'warning',
  });
  return refused(
    known === undefined ? `Align's ${alignEntityId} is linked to ${owner}` : `linked to ${known}`,
  );
}
