import type { TimeEntry } from '@illumera/api-models';
import { until } from '@illumera/testkit';
import type { Walk } from './set-out.ts';
import { sweep } from './sweep.ts';

/** The talent writes hours down. */
export function logEntry({ talent }: Walk, engagementId: string, minutes: number): Promise<TimeEntry> {
  return talent('createTimeEntry', {
    body: { engagementId, workDate: '2026-03-02', minutes, notes: 'Implemented authentication module' },
  });
}

const LOCKS: readonly TimeEntry['status'][] = ['locked', 'invoiced'];

/** Sees an entry reach a status here, told by Align or found by a sweep. */
export function entryWith(walk: Walk, id: string, status: TimeEntry['status']): Promise<TimeEntry> {
  const { talent, tellsOf } = walk;
  const isTold = LOCKS.includes(status) ? tellsOf.locks : tellsOf.decisions;
  return until(`entry ${id} ${status}`, async () => {
    if (!isTold) await sweep(walk);
    const entry = await talent('readTimeEntry', { params: { id } });
    return entry.status === status ? entry : undefined;
  });
}
