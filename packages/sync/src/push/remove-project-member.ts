import type { Database } from '@illumera/schema';
import { findLink, type LinkScope } from '../links/find-link.ts';
import type { Outcome } from '../outbox/outcome.ts';
import { ifRefused } from './if-refused.ts';
import { intentKey, type PushContext } from './push-context.ts';

/**
 * Takes a talent off a project at Align when the engagement that ended was the last one there. One whose membership never
 * reached Align needs no call.
 */
export async function removeProjectMember(context: PushContext): Promise<Outcome> {
  const { database, align, scope, intent } = context;
  const membership = await findLink(database, scope, { type: 'project_member', id: intent.localId });
  if (membership === undefined) return { kind: 'done' };
  if (await isShared(database, scope, { membership, engagementId: intent.localId })) {
    return { kind: 'done', unlink: true };
  }
  const [projectId = '', userId = ''] = membership.split(':');
  await ifRefused(
    404,
    align.call('removeProjectMember', { params: { projectId, userId }, idempotencyKey: intentKey(context) }),
  );
  return { kind: 'done', unlink: true };
}

async function isShared(
  database: Database,
  scope: LinkScope,
  { membership, engagementId }: { membership: string; engagementId: string },
): Promise<boolean> {
  const other = await database
    .selectFrom('alignEntityLinks')
    .select('id')
    .where('tenantId', '=', scope.tenantId)
    .where('companyId', '=', scope.companyId)
    .where('alignOrgId', '=', scope.alignOrgId)
    .where('externalType', '=', 'project_member')
    .where('alignEntityId', '=', membership)
    .where('externalId', '<>', engagementId)
    .executeTakeFirst();
  return other !== undefined;
}
