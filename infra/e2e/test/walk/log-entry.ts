import type { TimeEntry } from '@illumera/api-models';
import { until } from '@illumera/testkit';
import type { Walk } from './set-out.ts';

/** The talent writes hours down. */
export function logEntry({ talent }: Walk, engagementId: string, minutes: number): Promise<TimeEntry> {
  return talent('createTimeEntry', {
    body: { engagementId, workDate: '2026-03-02', minutes, notes: 'Implemented authentication module' },
  });
}

/** Sees an entry reach a status here. */
export function entryWith({ talent }: Walk, id: string, status: TimeEntry['status']): Promise<TimeEntry> {
  return until(`entry ${id} ${status}`, async () => {
    const entry = await talent('readTimeEntry', { params: { id } });
    return entry.status === status ? entry : undefined;
  });
}
