import { storableJson, timeEventData } from '@illumera/align-client';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { findLinkedEntity } from '../../links/find-linked-entity.ts';
import { ignored } from '../delivery-outcome.ts';
import type { EventHandler } from '../event-handler.ts';

/** Seconds until a key that is refused now may have been replaced. */
const ANOTHER_KEY_AFTER_SECONDS = 300;

/**
 * Fetches what Align holds as evidence of a release and keeps it (S0 "Endpoints to Poll"); the newest answer stands. Nothing
 * else brings it, so a key that works is waited for.
 */
export const keepReleaseEvidence: EventHandler = {
  kind: 'plain',
  handle: async (transaction, context) => {
    const { scope, connectionId, event, occurredAt, reply } = context;
    const releaseId = event.entityId;
    if (releaseId === undefined) return ignored('it names no release');
    if (reply === undefined) return { kind: 'ask', question: { about: 'release', releaseId } };
    if (reply.about !== 'release') return context.isDisconnected ? ignored('disconnected') : anotherKey;
    if (reply.evidence === undefined) return ignored('Align has no evidence of this release');
    const { projectId } = timeEventData(event);
    const text = JSON.stringify(reply.evidence);
    const values = {
      document: Buffer.from(text),
      evidence: storableJson(reply.evidence) ? text : null,
      releasedAt: occurredAt,
    };
    await transaction
      .insertInto('alignReleaseEvidence')
      .values({
        id: uuid(),
        tenantId: scope.tenantId,
        companyId: scope.companyId,
        connectionId,
        alignReleaseId: releaseId,
        projectId:
          projectId === undefined
            ? null
            : await findLinkedEntity(transaction, scope, {
                externalType: 'project',
                alignEntityId: projectId,
              }),
        ...values,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['connectionId', 'alignReleaseId'])
          .doUpdateSet({ ...values, fetchedAt: sql<Date>`now()` }),
      )
      .execute();
    return { kind: 'applied' };
  },
};

const anotherKey = {
  kind: 'later',
  reason: 'Align does not take the key for this release',
  afterSeconds: ANOTHER_KEY_AFTER_SECONDS,
} as const;
