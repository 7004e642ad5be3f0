import { findLink } from '../links/find-link.ts';
import type { Dependency } from '../outbox/outcome.ts';
import { externalRef, type PushContext } from './push-context.ts';

/** An engagement as Align sees it: a user's membership of a project. */
export interface Membership {
  engagementId: string;
  projectId: string;
  userId: string;
}

/** Reads whose membership of which project an engagement is, by Illumera's ids. */
export async function loadMembership(
  { database, scope }: PushContext,
  engagementId: string,
): Promise<Membership | undefined> {
  return database
    .selectFrom('engagements')
    .innerJoin('personProfiles', 'personProfiles.id', 'engagements.personId')
    .select(['engagements.id as engagementId', 'engagements.projectId', 'personProfiles.userId'])
    .where('engagements.id', '=', engagementId)
    .where('engagements.companyId', '=', scope.companyId)
    .executeTakeFirst();
}

export type AlignMembership =
  | { kind: 'known'; params: { projectId: string; userId: string } }
  | { kind: 'missing'; dependency: Dependency };

/** Finds both Align ids of a membership, or which of the two is missing. */
export async function findAlignMembership(
  { database, scope }: PushContext,
  membership: Membership,
): Promise<AlignMembership> {
  const project: Dependency = { type: 'project', id: membership.projectId };
  const projectId = await findLink(database, scope, project);
  if (projectId === undefined) return { kind: 'missing', dependency: project };
  const user: Dependency = { type: 'user', id: membership.userId };
  const userId = await findLink(database, scope, user);
  if (userId === undefined) return { kind: 'missing', dependency: user };
  return { kind: 'known', params: { projectId, userId } };
}

/**
 * Finds the other engagements of the same person on the same project that are accepted: they share one membership at Align.
 */
export async function otherEngagements(
  { database, scope }: PushContext,
  engagementId: string,
): Promise<string[]> {
  const others = await database
    .selectFrom('engagements as one')
    .innerJoin('engagements as other', (on) =>
      on
        .onRef('other.tenantId', '=', 'one.tenantId')
        .onRef('other.projectId', '=', 'one.projectId')
        .onRef('other.personId', '=', 'one.personId')
        .onRef('other.id', '<>', 'one.id'),
    )
    .select('other.id')
    .where('one.id', '=', engagementId)
    .where('one.companyId', '=', scope.companyId)
    .where('other.status', '=', 'accepted')
    .orderBy('other.id')
    .execute();
  return others.map(({ id }) => id);
}

/** The Align id that a membership's link carries (S1 "Note on project_member"). */
export function membershipId({ projectId, userId }: { projectId: string; userId: string }): string {
  return `${projectId}:${userId}`;
}

/** What Align is told of a membership. */
export function addition(engagementId: string) {
  return {
    roleOverride: 'developer',
    externalRef: externalRef('project_member', engagementId),
  } as const;
}
