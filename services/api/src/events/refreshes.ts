import { setTimeout as delay } from 'node:timers/promises';
import { RefreshEvent } from '@illumera/api-models';
import type { Topic } from '@illumera/sync';
import type { Listener } from './change-hub.ts';

export interface RefreshOptions {
  subscribe: (hear: Listener['hear']) => () => void;
  /** Ends the stream. */
  over: AbortSignal;
  pauseMs: number;
}

/**
 * What to refresh, until it is over: everything at first, since changes may have gone unheard before. What changes while a
 * slow reader has not taken the last event is kept as one, so that a stream never holds more than one event.
 */
export async function* refreshes({ subscribe, over, pauseMs }: RefreshOptions) {
  const changed = new Set<Topic>(RefreshEvent.shape.topics.element.options);
  let wake = Promise.withResolvers<void>();
  const unsubscribe = subscribe((topics) => {
    for (const topic of topics) changed.add(topic);
    wake.resolve();
  });
  // A reader that went away while an event was being written never asks for the next one.
  const end = () => {
    unsubscribe();
    wake.resolve();
  };
  over.addEventListener('abort', end);
  try {
    while (!over.aborted) {
      const topics = [...changed];
      changed.clear();
      wake = Promise.withResolvers();
      yield { event: 'refresh', data: { topics } satisfies RefreshEvent, retry: 1_000 };
      await delay(pauseMs, undefined, { signal: over }).catch(() => undefined);
      if (changed.size === 0 && !over.aborted) await wake.promise;
    }
  } finally {
    over.removeEventListener('abort', end);
    end();
  }
}
