import type { Database, TimeEntryStatus } from '@illumera/schema';
import { recordDiscrepancy } from '../discrepancies/record-discrepancy.ts';
import { resolveDiscrepancy } from '../discrepancies/resolve-discrepancy.ts';
import { type FamilyMember, lockEntryFamily } from './lock-entry-family.ts';

const countedStatuses: readonly TimeEntryStatus[] = ['approved', 'locked', 'invoiced'];

export interface FlaggedEntry {
  tenantId: string;
  companyId: string;
  connectionId?: string;
  entryId: string;
}

/**
 * Flags each correction beside which another entry stands for the same hours, as when its original is resubmitted in Align.
 * Once both count, the hours count twice, which is critical. What stands alone again is no longer flagged.
 */
export async function flagAdjustments(
  database: Database,
  { tenantId, companyId, connectionId, entryId }: FlaggedEntry,
): Promise<void> {
  const keyOf = (externalId: string) => ({
    tenantId,
    companyId,
    field: 'time_entry.adjustments',
    externalType: 'time_entry',
    externalId,
  });
  const family = await lockEntryFamily(database, entryId);
  if (!family.some(({ id }) => id === entryId)) await resolveDiscrepancy(database, keyOf(entryId));
  // An original that stands alone was never flagged.
  if (family.length < 2 && !family.some(({ isAdjustment }) => isAdjustment)) return;
  const live = family.filter(({ status }) => status !== 'rejected');
  for (const member of family) {
    const key = keyOf(member.id);
    const rival = member.isAdjustment ? findRival(live, member) : undefined;
    if (rival === undefined) {
      await resolveDiscrepancy(database, key);
      continue;
    }
    await recordDiscrepancy(database, {
      ...key,
      connectionId,
      illumeraValue: `${member.id} is ${member.status}`,
      alignValue: `${rival.id} is ${rival.status}`,
      severity: isCounted(member) && isCounted(rival) ? 'critical' : 'warning',
    });
  }
}

/** The other entry for the same hours; one that counts already comes first. */
function findRival(live: readonly FamilyMember[], member: FamilyMember): FamilyMember | undefined {
  if (!live.includes(member)) return undefined;
  const others = live.filter((other) => other !== member);
  return others.find(isCounted) ?? others[0];
}

const isCounted = ({ status }: FamilyMember) => countedStatuses.includes(status);
