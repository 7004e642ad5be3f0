import type { Sandbox } from '../../sandbox.ts';
import { type Answer, noContent, notFound } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { findProject } from '../projects/find-project.ts';
import { emitMemberEvent } from './emit-member-event.ts';

type Membership = { projectId: string; userId: string };

/** Ends a membership; its link goes with it. No document prints this call, S1 only implies it. */
export function removeMember(sandbox: Sandbox, caller: Caller, { projectId, userId }: Membership): Answer {
  if (findProject(sandbox, caller, projectId) === undefined) return notFound('The project');
  const member = sandbox.store.members.first({ projectId, userId });
  if (member === undefined) return notFound('The member');
  sandbox.store.members.remove(member.id);
  sandbox.store.links.removeWhere({ alignEntityId: member.id });
  emitMemberEvent(sandbox, caller, { eventName: 'project_member.removed', member });
  return noContent();
}
