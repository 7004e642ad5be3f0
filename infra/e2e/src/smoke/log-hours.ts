import type { TimeEntry } from '@illumera/api-models';
import type { Walk } from './walk.ts';

/** Logs hours of today as a draft. */
export function logHours({ talent, engagementId }: Walk, minutes: number): Promise<TimeEntry> {
  const workDate = new Date().toISOString().slice(0, 10);
  return talent('createTimeEntry', { body: { engagementId, workDate, minutes, notes: 'Smoke test' } });
}
