import { linkColumn } from '../links/link-columns.ts';
import type { Outcome } from '../outbox/outcome.ts';
import { externalRef, intentKey, type PushContext } from './push-context.ts';
import { upsertEntity } from './upsert-entity.ts';

/** Provisions a talent as an Align user, or brings name and address up to date (S1 "POST /users/invite", "PATCH /users/:id"). */
export async function pushUser(context: PushContext): Promise<Outcome> {
  const { database, align, scope, intent } = context;
  const user = await database
    .selectFrom('users')
    .select(['id', 'name', 'email', linkColumn(scope, 'user', 'users.id').as('link')])
    .where('id', '=', intent.localId)
    .where('tenantId', '=', scope.tenantId)
    .executeTakeFirst();
  if (user === undefined) return { kind: 'dead', reason: `there is no user ${intent.localId}` };

  const fields = { name: user.name, email: user.email };
  return upsertEntity(context, {
    externalType: 'user',
    externalId: user.id,
    alignEntityType: 'user',
    link: user.link,
    fields,
    create: async () => {
      const invited = await align.call('inviteUser', {
        idempotencyKey: user.id,
        body: { ...fields, role: 'developer', sendInvite: false, externalRef: externalRef('user', user.id) },
      });
      if (invited.created !== false || intent.sentBefore !== null) return invited.userId;
      // Whom Align knew already keeps the name that is there.
      const alignEntityId = invited.userId;
      return {
        kind: 'done',
        link: { externalType: 'user', externalId: user.id, alignEntityType: 'user', alignEntityId },
      };
    },
    update: (userId) =>
      align.call('updateUser', { params: { userId }, idempotencyKey: intentKey(context), body: fields }),
  });
}
