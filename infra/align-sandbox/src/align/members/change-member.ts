import { z } from 'zod';
import type { Sandbox } from '../../sandbox.ts';
import { USER_ROLES } from '../../store/rows.ts';
import { type Answer, notFound, ok } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { changedFieldsOf } from '../changed-fields.ts';
import { findProject } from '../projects/find-project.ts';
import { emitMemberEvent } from './emit-member-event.ts';
import { memberShape } from './member-shape.ts';

/** No document prints this call; S1 names its event, `project_member.updated`. */
export const MemberChanges = z.object({
  roleOverride: z.enum(USER_ROLES).nullable().optional(),
  metadata: z.record(z.string(), z.unknown()).nullable().optional(),
});
type Change = { projectId: string; userId: string; changes: z.output<typeof MemberChanges> };

/** Writes a membership; the event carries the external reference as that of its making does (S1). */
export function changeMember(sandbox: Sandbox, caller: Caller, change: Change): Answer {
  const { projectId, userId, changes } = change;
  if (findProject(sandbox, caller, projectId) === undefined) return notFound('The project');
  const member = sandbox.store.members.first({ projectId, userId });
  if (member === undefined) return notFound('The member');
  const changedFields = changedFieldsOf(member, changes);
  if (changedFields.length === 0) return ok(memberShape(member));
  const after = {
    ...member,
    roleOverride: changes.roleOverride === undefined ? member.roleOverride : changes.roleOverride,
    metadata: changes.metadata === undefined ? member.metadata : changes.metadata,
  };
  sandbox.store.members.change(member.id, after);
  emitMemberEvent(sandbox, caller, {
    eventName: 'project_member.updated',
    member: after,
    extra: { externalRef: externalRefOf(sandbox, member.id), changedFields },
  });
  return ok(memberShape(after));
}

function externalRefOf({ store }: Sandbox, alignEntityId: string) {
  const link = store.links.first({ alignEntityId });
  if (link === undefined) return null;
  const { provider, externalType, externalId } = link;
  return { provider, externalType, externalId };
}
