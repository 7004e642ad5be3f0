import type { Sandbox } from '../../sandbox.ts';
import type { TimeEntryRow } from '../../store/rows.ts';
import type { Caller } from '../caller.ts';

/** A time entry of the caller's own organization. */
export function findTimeEntry(sandbox: Sandbox, caller: Caller, id: string): TimeEntryRow | undefined {
  const entry = sandbox.store.timeEntries.get(id);
  return entry?.organizationId === caller.organizationId ? entry : undefined;
}
