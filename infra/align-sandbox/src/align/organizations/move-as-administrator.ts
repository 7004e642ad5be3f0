import type { Sandbox } from '../../sandbox.ts';
import { type Answer, notFound } from '../answer.ts';
import { moveTimeEntry } from '../time-entries/move-time-entry.ts';
import type { TransitionName } from '../time-entries/transitions.ts';

type Move = { id: string; transition: TransitionName; reason?: string | undefined };

/** Moves an entry as its organization's administrator would in Align's own pages. */
export function moveAsAdministrator(sandbox: Sandbox, move: Move): Answer {
  return sandbox.store.transaction(() => {
    const entry = sandbox.store.timeEntries.get(move.id);
    const organization = sandbox.store.organizations.get(entry?.organizationId ?? '');
    if (organization === undefined) return notFound('The time entry');
    const caller = { organizationId: organization.id, createdByUserId: organization.adminUserId };
    return moveTimeEntry(sandbox, caller, move);
  });
}
