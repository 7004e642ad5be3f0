/** One event of Align's, whichever envelope it came in. */
export interface AlignEvent {
  /** The signed identity; S1's envelope has none. */
  id?: string | undefined;
  name: string;
  /** 1 where the envelope does not say. */
  schemaVersion: number;
  organizationId?: string | undefined;
  entityType?: string | undefined;
  entityId?: string | undefined;
  /** Signed; order and age come from it. */
  occurredAt?: Date | undefined;
  actorUserId?: string | undefined;
  /**
   * S3's `payload` or S1's `data`, at most 32 deep, without `__proto__` keys; its texts may hold what
   * Postgres refuses.
   */
  data: Record<string, unknown>;
}

export type UnreadableReason =
  | 'not_utf8'
  | 'not_json'
  | 'not_an_object'
  | 'too_deep'
  | 'bad_id'
  | 'bad_event_name'
  | 'bad_schema_version'
  | 'bad_organization'
  | 'two_organizations';

export type EventReading =
  | { kind: 'event'; event: AlignEvent }
  | { kind: 'unreadable'; reason: UnreadableReason };
