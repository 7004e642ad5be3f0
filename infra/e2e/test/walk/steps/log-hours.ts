import { expect } from 'vitest';
import { actAtAlign, externalRef, requestWith, submittedAtAlign } from '../at-align.ts';
import { entryWith, logEntry } from '../log-entry.ts';
import { expectAtOnce } from '../expect-at-once.ts';
import type { Walk } from '../set-out.ts';
import type { Staffing } from './staff-project.ts';

/** Hours are logged, submitted, approved, locked and invoiced. */
export async function logHours(walk: Walk, { engagementId, alignProjectId, alignUserId }: Staffing) {
  const beforeLog = Date.now();
  const entry = await logEntry(walk, engagementId, 150);
  const logged = await requestWith(walk, 'time_entry', entry.id);
  expect(logged).toMatchObject({
    path: `/api/v1/projects/${alignProjectId}/time-entries`,
    idempotencyKey: entry.id,
  });
  expect(logged.body).toEqual({
    userId: alignUserId,
    workDate: '2026-03-02',
    minutes: 150,
    description: 'Implemented authentication module',
    billable: true,
    externalRef: externalRef('time_entry', entry.id),
  });
  expectAtOnce(walk, beforeLog, logged.atMs);
  await walk.talent('submitTimeEntry', { params: { id: entry.id } });
  const { id } = await submittedAtAlign(walk, entry.id, 150);
  const approvedAt = await actAtAlign(walk, 'approve', { id });
  const approved = await entryWith(walk, entry.id, 'approved');
  expect(approved.syncStatus).toBe('synced');
  expectAtOnce(walk, approvedAt, Date.parse(approved.updatedAt));

  await actAtAlign(walk, 'lock', { id });
  await entryWith(walk, entry.id, 'locked');
  await actAtAlign(walk, 'invoice', { id });
  await entryWith(walk, entry.id, 'invoiced');
}
