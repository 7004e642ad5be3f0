import { AlignId } from '../models/align-id.ts';
import { readUsable } from './read-usable.ts';

/**
 * Where the payload names its entity, by the part of the event's name before the dot. A time event's
 * `entryId` is the work item it was logged on, not the time entry (S3 "Worked examples").
 */
const ENTITY_ID_KEYS: ReadonlyMap<string, string> = new Map([
  ['time', 'timeEntryId'],
  ['entry', 'entryId'],
  ['cost', 'entryId'],
  ['release', 'releaseId'],
  ['agreement', 'agreementId'],
  ['user', 'userId'],
  ['project_member', 'projectMemberId'],
  ['wiki_page', 'wikiPageId'],
  ['integration_link', 'integrationLinkId'],
  ['invoice', 'invoiceId'],
]);

interface EntityIdSource {
  name: string;
  /** The envelope's own `entityId` (S3). */
  entityId: unknown;
  data: Record<string, unknown>;
}

/**
 * The id of what an event is about: the envelope's `entityId`, the payload's key for it, or `data.id` (S1).
 */
export function entityIdOf({ name, entityId, data }: EntityIdSource): string | undefined {
  const key = ENTITY_ID_KEYS.get(name.split('.')[0] ?? '');
  for (const id of [entityId, key === undefined ? undefined : data[key], data['id']]) {
    const reading = readUsable(AlignId, id);
    if (reading !== undefined) return reading;
  }
  return undefined;
}
