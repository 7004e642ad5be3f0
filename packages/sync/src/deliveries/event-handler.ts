import type { AlignEvent } from '@illumera/align-client';
import type { Database, ExternalType, ImportMode } from '@illumera/schema';
import type { LinkScope } from '../links/find-link.ts';
import type { AlignReply } from './ask-align.ts';
import type { HandlerOutcome } from './delivery-outcome.ts';

/** One event with the place it belongs to, which is its connection's and never what the event says. */
export interface EventContext {
  scope: LinkScope;
  connectionId: string;
  event: AlignEvent;
  /** The signed time; where an event has none, the time it came. */
  occurredAt: Date;
  /** Whether entries that begin in Align are taken over from events. */
  importMode: ImportMode;
  /** Its connection has been disconnected since. */
  isDisconnected: boolean;
  /** No link for an hour: nothing is waited for any longer. */
  isOverdue: boolean;
  /** What Align answered to the handler's question; absent until it has asked. */
  reply?: AlignReply | undefined;
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
      handle: (transaction: Database, context: EventContext) => Promise<HandlerOutcome>;
    }
  /** Needs the link of the event's entity, and waits for it. The entity's Align id is locked meanwhile. */
  | {
      kind: 'linked';
      externalType: ExternalType;
      handle: (transaction: Database, context: EventContext, entity: LinkedEntity) => Promise<HandlerOutcome>;
    }
  /** Knows what to do without a link too. The entity's Align id is locked as above. */
  | {
      kind: 'perhaps_linked';
      externalType: ExternalType;
      handle: (
        transaction: Database,
        context: EventContext,
        entity: LinkedEntity | undefined,
      ) => Promise<HandlerOutcome>;
    };
