import type { AlignEvent } from '@illumera/align-client';
import type { Database, ExternalType } from '@illumera/schema';
import type { LinkScope } from '../links/find-link.ts';
import type { DeliveryOutcome } from './delivery-outcome.ts';

/** One event with the place it belongs to, which is its connection's and never what the event says. */
export interface EventContext {
  scope: LinkScope;
  connectionId: string;
  event: AlignEvent;
  /** The signed time; where an event has none, the time it came. */
  occurredAt: Date;
}

/** The Illumera id and the Align id of what an event is about. */
export interface LinkedEntity {
  id: string;
  alignId: string;
}

/** Applies one kind of event, in the transaction that also marks its delivery. */
export type EventHandler =
  | {
      kind: 'plain';
      handle: (transaction: Database, context: EventContext) => Promise<DeliveryOutcome>;
    }
  /** Needs the link of the event's entity, and waits for it. The entity's Align id is locked meanwhile. */
  | {
      kind: 'linked';
      externalType: ExternalType;
      handle: (
        transaction: Database,
        context: EventContext,
        entity: LinkedEntity,
      ) => Promise<DeliveryOutcome>;
    };
