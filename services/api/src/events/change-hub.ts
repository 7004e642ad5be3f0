import { RefreshEvent } from '@illumera/api-models';
import { type Database, listen } from '@illumera/schema';
import { type Actor, CHANGES_CHANNEL, type Change, type Topic } from '@illumera/sync';
import type { FastifyBaseLogger } from 'fastify';
import { z } from 'zod';

/** Whoever wants to hear of changes that concern an actor. */
export interface Listener {
  actor: Actor;
  hear: (topics: readonly Topic[]) => void;
}

export interface ChangeHub {
  /** Passes on what is announced from now on; returns how to end that. */
  subscribe: (listener: Listener) => () => void;
  stop: () => Promise<void>;
}

const Announced = z.object({
  tenantId: z.string(),
  companyId: z.string().nullable(),
  topics: RefreshEvent.shape.topics,
});

/**
 * Hears what is announced on one connection to Postgres, however many listen here. Each hears of its own tenant alone, a
 * company admin of the own company alone; all are told to read everything again when words may have been missed.
 */
export function createChangeHub(database: Database, logger: Pick<FastifyBaseLogger, 'warn'>): ChangeHub {
  const listeners = new Set<Listener>();
  const everything = RefreshEvent.shape.topics.element.options;
  let missedSome = false;
  const listening = listen(database, {
    channel: CHANGES_CHANNEL,
    onMessage: (payload) => {
      const change = readChange(payload);
      if (change === undefined) return;
      for (const listener of listeners) if (concerns(change, listener.actor)) listener.hear(change.topics);
    },
    onListening: () => {
      if (missedSome) for (const listener of listeners) listener.hear(everything);
      missedSome = false;
    },
    onError: (error) => {
      missedSome = true;
      logger.warn({ err: error }, 'cannot hear of changes just now');
    },
  });
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: listening.stop,
  };
}

/** Anybody who can connect to the database can announce, so that nothing of it is taken on trust. */
function readChange(payload: string): Change | undefined {
  try {
    return Announced.parse(JSON.parse(payload));
  } catch {
    return undefined;
  }
}

function concerns(change: Change, actor: Actor): boolean {
  if (change.tenantId !== actor.tenantId) return false;
  return actor.role === 'platform_admin' || change.companyId === actor.companyId;
}
