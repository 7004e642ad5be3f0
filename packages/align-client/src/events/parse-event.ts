import { z } from 'zod';
import { isRecord } from '../json/is-record.ts';
import { AlignId } from '../models/align-id.ts';
import type { EventReading, UnreadableReason } from './align-event.ts';
import { entityIdOf } from './entity-id.ts';
import { parseBody } from './parse-body.ts';
import { readUsable } from './read-usable.ts';

const FIRST_INSTANT = new Date('0001-01-01T00:00:00Z');
const AFTER_LAST_INSTANT = new Date('+010000-01-01T00:00:00Z');
const Word = z.string().regex(/^[\x21-\x7e]{1,128}$/);
const AlignIds = z.array(AlignId);
const OptionalWord = Word.nullish();
const SchemaVersion = z.int().min(0).max(2_147_483_647);
/** With years of four digits, from 1, in UTC too: other times are no use to Postgres. */
const Instant = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .refine((time) => time >= FIRST_INSTANT && time < AFTER_LAST_INSTANT);

/**
 * One event from the bytes of a delivery, in S3's envelope (`payload`) or S1's (`data`). S1's carries no
 * name, so the X-Align-Event header may stand in for it; where the body has one it wins, and the caller
 * compares. Identity, name, version and organization must be usable where they are present; of the rest
 * what cannot be used is left out. Never throws.
 */
export function parseEvent(bytes: Uint8Array, headerEventName?: string): EventReading {
  const reading = parseBody(bytes);
  if (reading.kind === 'unreadable') return reading;
  const { body } = reading;
  const id = OptionalWord.safeParse(body['id']);
  if (!id.success) return unreadable('bad_id');
  const name = Word.safeParse(body['eventName'] ?? headerEventName);
  if (!name.success) return unreadable('bad_event_name');
  const schemaVersion = SchemaVersion.safeParse(body['schemaVersion'] ?? 1);
  if (!schemaVersion.success) return unreadable('bad_schema_version');
  const organizationIds = readOrganizations(body);
  if (organizationIds === undefined) return unreadable('bad_organization');
  if (organizationIds.size > 1) return unreadable('two_organizations');
  const event = {
    id: id.data ?? undefined,
    name: name.data,
    schemaVersion: schemaVersion.data,
    organizationId: [...organizationIds][0],
    ...readDetails(body, name.data),
  };
  return { kind: 'event', event };
}

function unreadable(reason: UnreadableReason): EventReading {
  return { kind: 'unreadable', reason };
}

/**
 * Every organization the body names, at its root, in `data` or in `payload`; undefined where one is no id.
 */
function readOrganizations(body: Record<string, unknown>): Set<string> | undefined {
  const places = [body, body['data'], body['payload']].filter(isRecord);
  const named = places
    .map((place) => place['organizationId'])
    .filter((id) => id !== undefined && id !== null);
  const ids = AlignIds.safeParse(named);
  return ids.success ? new Set(ids.data) : undefined;
}

function readDetails(body: Record<string, unknown>, name: string) {
  const data = [body['payload'], body['data']].find(isRecord) ?? {};
  return {
    entityType: readUsable(Word, body['entityType']),
    entityId: entityIdOf({ name, entityId: body['entityId'], data }),
    occurredAt: readUsable(Instant, body['occurredAt'] ?? data['occurredAt']),
    actorUserId: readUsable(AlignId, body['actorUserId'] ?? data['actorUserId']),
    data,
  };
}
