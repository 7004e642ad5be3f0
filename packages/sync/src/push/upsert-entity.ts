import { isDeepStrictEqual } from 'node:util';
import { AlignApiError } from '@illumera/align-client';
import type { ExternalType } from '@illumera/schema';
import type { StoredLink } from '../links/link-columns.ts';
import type { SentFields } from '../links/remember-sent.ts';
import type { NewLink } from '../links/write-link.ts';
import type { Outcome } from '../outbox/outcome.ts';
import { goneAtAlign } from './gone-at-align.ts';
import { ifRefused } from './if-refused.ts';
import { looksFirst } from './looks-first.ts';
import type { PushContext } from './push-context.ts';

export interface EntityUpsert {
  externalType: ExternalType;
  externalId: string;
  alignEntityType: string;
  /** Null where Align does not have it yet. */
  link: StoredLink | null;
  /** How the entity stands here now. */
  fields: SentFields;
  /** Makes the entity and answers its Align id, or says what has to come first. */
  create: () => Promise<string | Outcome>;
  /** Brings it up to date; `lastSent` is how it stands at Align, as far as that is known. */
  update: (alignEntityId: string, lastSent: unknown) => Promise<unknown>;
}

/**
 * Creates an entity at Align once, or changes the one that is there. A change equal to what was last sent is not sent, unless a
 * call without an answer may have changed it since. Within 24 h Align answers a repeated create from its idempotency key; where
 * that will not do, what the first try may have left behind is looked up and adopted instead.
 */
export async function upsertEntity(context: PushContext, upsert: EntityUpsert): Promise<Outcome> {
  const { externalType, externalId, link, fields } = upsert;
  if (link === null) return createOnce(context, upsert);
  if (!isRepeated(context) && isDeepStrictEqual(link.lastSent, fields)) return { kind: 'done' };
  const updated = await ifRefused(
    404,
    upsert.update(link.alignEntityId, link.lastSent).then(() => true),
  );
  if (updated) return { kind: 'done', sent: fields };
  return goneAtAlign(context, { externalType, externalId, alignEntityId: link.alignEntityId });
}

/** Finds what an earlier create may have left at Align, as the link to it. */
export async function findAdoptable(
  { align }: PushContext,
  upsert: EntityUpsert,
): Promise<NewLink | undefined> {
  const { externalType, externalId, alignEntityType } = upsert;
  const found = await align.call('listIntegrationLinks', {
    query: { provider: 'illumera', externalType, externalId, page: 1, pageSize: 100 },
  });
  const link = found.data.find(
    (each) => each.externalType === externalType && each.externalId === externalId,
  );
  if (link === undefined) return undefined;
  return { externalType, externalId, alignEntityType, alignEntityId: link.alignEntityId };
}

/** Whether a call of this intent may have taken effect at Align without our knowing. */
function isRepeated({ intent }: PushContext): boolean {
  return intent.sentBefore !== null;
}

async function createOnce(context: PushContext, upsert: EntityUpsert): Promise<Outcome> {
  const adopted = looksFirst(context.intent) ? await findAdoptable(context, upsert) : undefined;
  if (adopted !== undefined) return { kind: 'progress', link: adopted };
  const created = await createOrAdopt(context, upsert);
  if (typeof created !== 'string') return created;
  const { externalType, externalId, alignEntityType, fields } = upsert;
  const link = { externalType, externalId, alignEntityType, alignEntityId: created };
  // Align may have answered from its memory of the first try, which carried the fields as they were then.
  return isRepeated(context) ? { kind: 'progress', link } : { kind: 'done', link, sent: fields };
}

/** Align may refuse a key that comes again with other fields than in the first try: what that left is there to be adopted. */
async function createOrAdopt(context: PushContext, upsert: EntityUpsert): Promise<string | Outcome> {
  try {
    return await upsert.create();
  } catch (error) {
    if (!isRepeated(context) || !(error instanceof AlignApiError) || error.status !== 409) throw error;
    const adopted = await findAdoptable(context, upsert);
    return adopted === undefined
      ? { kind: 'retry', reason: error.message }
      : { kind: 'progress', link: adopted };
  }
}
