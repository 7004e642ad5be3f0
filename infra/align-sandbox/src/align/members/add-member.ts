import { z } from 'zod';
import { isoNow } from '../../clock/clock.ts';
import type { Sandbox } from '../../sandbox.ts';
import { type MemberRow, USER_ROLES } from '../../store/rows.ts';
import { type Answer, conflict, created, notFound } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { ExternalRef } from '../links/external-ref.ts';
import { recordLink } from '../links/record-link.ts';
import { findProject } from '../projects/find-project.ts';
import { findUser } from '../users/find-user.ts';
import { emitMemberEvent } from './emit-member-event.ts';
import { memberShape } from './member-shape.ts';

/** S1 `POST /projects/:id/members/:userId`. */
export const NewMember = z.object({
  roleOverride: z.enum(USER_ROLES).nullable().default(null),
  externalRef: ExternalRef.optional(),
});
type Addition = { projectId: string; userId: string; member: z.output<typeof NewMember> };

/** Makes a user a member of a project, once; S1: the event carries the external reference. */
export function addMember(sandbox: Sandbox, caller: Caller, addition: Addition): Answer {
  const { projectId, userId, member: fields } = addition;
  if (findProject(sandbox, caller, projectId) === undefined) return notFound('The project');
  if (findUser(sandbox, caller, userId) === undefined) return notFound('The user');
  if (sandbox.store.members.first({ projectId, userId }) !== undefined)
    return conflict('The user is already a member of the project.');
  const member: MemberRow = {
    id: sandbox.randomness.uuid('member'),
    organizationId: caller.organizationId,
    projectId,
    userId,
    roleOverride: fields.roleOverride,
    metadata: null,
    createdAt: isoNow(sandbox.clock),
  };
  sandbox.store.members.insert(member);
  const { externalRef } = fields;
  emitMemberEvent(sandbox, caller, {
    eventName: 'project_member.added',
    member,
    extra: { externalRef: externalRef ?? null },
  });
  recordLink(sandbox, caller, {
    externalRef,
    alignEntityType: 'project_member',
    alignEntityId: member.id,
    projectId,
  });
  return created(memberShape(member));
}
