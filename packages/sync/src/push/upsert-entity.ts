import { isDeepStrictEqual } from 'node:util';
import type { ExternalType } from '@illumera/schema';
import { loadLink } from '../links/load-link.ts';
import type { SentFields } from '../links/remember-sent.ts';
import type { NewLink } from '../links/write-link.ts';
import type { Outcome } from '../outbox/outcome.ts';
import { goneAtAlign } from './gone-at-align.ts';
import { ifRefused } from './if-refused.ts';
import type { PushContext } from './push-context.ts';

export interface EntityUpsert {
  externalType: ExternalType;
  externalId: string;
  alignEntityType: string;
  /** How the entity stands here now. */
  fields: SentFields;
  /** Makes the entity and answers its Align id, or says what has to come first. */
  create: () => Promise<string | Outcome>;
  /** Brings it up to date; `lastSent` is how it stands at Align, as far as that is known. */
  update: (alignEntityId: string, lastSent: unknown) => Promise<unknown>;
}

/**
 * Creates an entity at Align once, or changes the one that is there. A change equal to what was last sent is not sent.
 * Within 24 h Align answers a repeated create from its idempotency key; later than 20 h after the first try, what that try
 * may have left behind is looked up and adopted instead.
 */
export async function upsertEntity(context: PushContext, upsert: EntityUpsert): Promise<Outcome> {
  const { externalType, externalId, fields } = upsert;
  const link = await loadLink(context.database, context.scope, { type: externalType, id: externalId });
  if (link === undefined) return createOnce(context, upsert);
  if (isDeepStrictEqual(link.lastSent, fields)) return { kind: 'done' };
  const updated = await ifRefused(
    404,
    upsert.update(link.alignEntityId, link.lastSent).then(() => true),
  );
  if (updated) return { kind: 'done', sent: fields };
  return goneAtAlign(context, { externalType, externalId, alignEntityId: link.alignEntityId });
}

async function createOnce(context: PushContext, upsert: EntityUpsert): Promise<Outcome> {
  const adopted = context.intent.keyMayBeForgotten ? await lookUp(context, upsert) : undefined;
  if (adopted !== undefined) return { kind: 'progress', link: linkOf(upsert, adopted) };
  const created = await upsert.create();
  if (typeof created !== 'string') return created;
  return { kind: 'done', link: linkOf(upsert, created), sent: upsert.fields };
}

async function lookUp({ align }: PushContext, upsert: EntityUpsert): Promise<string | undefined> {
  const { externalType, externalId } = upsert;
  const found = await align.call('listIntegrationLinks', {
    query: { provider: 'illumera', externalType, externalId, page: 1, pageSize: 100 },
  });
  return found.data.find((link) => link.externalType === externalType && link.externalId === externalId)
    ?.alignEntityId;
}

function linkOf({ externalType, externalId, alignEntityType }: EntityUpsert, alignEntityId: string): NewLink {
  return { externalType, externalId, alignEntityType, alignEntityId };
}
