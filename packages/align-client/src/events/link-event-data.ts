import { z } from 'zod';
import { AlignId } from '../models/align-id.ts';
import type { AlignEvent } from './align-event.ts';

const Text = z.string().regex(/^[\x21-\x7e]{1,128}$/);
const Reference = z.object({ provider: Text, externalType: Text, externalId: Text });
const AlignSide = z.object({
  alignEntityType: Text.optional().catch(undefined),
  alignEntityId: AlignId.optional().catch(undefined),
  projectId: AlignId.optional().catch(undefined),
  userId: AlignId.optional().catch(undefined),
});

/**
 * Our record and Align's, as an event ties them together. Nothing in it is checked against our own records.
 */
export interface LinkEventData {
  /** Any provider's, not only ours; undefined where the event carries no whole reference. */
  externalRef: z.output<typeof Reference> | undefined;
  alignEntityType: string | undefined;
  alignEntityId: string | undefined;
  projectId?: string | undefined;
  userId?: string | undefined;
}

/**
 * The reference in `project_member.*`, `wiki_page.created` (S1 "externalRef Contract": under `externalRef`,
 * the entity being the event's own) and `integration_link.*` (there or beside `alignEntityId`, as S0's
 * links have it). Never throws.
 */
export function linkEventData({ data, entityId, entityType, name }: AlignEvent): LinkEventData {
  const side = AlignSide.parse(data);
  const isLink = name.startsWith('integration_link.');
  return {
    ...side,
    externalRef: Reference.safeParse(data['externalRef'] ?? data).data,
    alignEntityType: side.alignEntityType ?? (isLink ? undefined : entityType),
    alignEntityId: side.alignEntityId ?? (isLink ? undefined : entityId),
  };
}
