import type { TimeEntry } from '@illumera/api-models';
import { expect } from 'vitest';
import { actAtAlign, submittedAtAlign } from '../at-align.ts';
import { entryWith, logEntry } from '../log-entry.ts';
import type { Walk } from '../set-out.ts';
import type { Staffing } from './staff-project.ts';

/** Hours are rejected, and approved once they are adjusted. */
export async function correct(walk: Walk, { engagementId }: Staffing): Promise<TimeEntry> {
  const { talent } = walk;
  const entry = await logEntry(walk, engagementId, 60);
  await talent('submitTimeEntry', { params: { id: entry.id } });
  const submitted = await submittedAtAlign(walk, entry.id, 60);
  await actAtAlign(walk, 'reject', { id: submitted.id, reason: 'Please split by task.' });
  const rejected = await entryWith(walk, entry.id, 'rejected');
  // Align's lists do not say why.
  if (walk.tellsOf.decisions) expect(rejected.rejectionReason).toBe('Please split by task.');
  const adjustment = await talent('adjustTimeEntry', { params: { id: entry.id }, body: { minutes: 45 } });
  expect(adjustment).toMatchObject({ isAdjustment: true, adjustsEntryId: entry.id, status: 'draft' });
  await talent('submitTimeEntry', { params: { id: adjustment.id } });
  const again = await submittedAtAlign(walk, adjustment.id, 45);
  await actAtAlign(walk, 'approve', { id: again.id });
  return entryWith(walk, adjustment.id, 'approved');
}
