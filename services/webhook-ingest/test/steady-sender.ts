import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { envelope, signedDelivery } from './ingest.ts';

/** Of a kind that needs nothing else to be here. */
const EVENT_NAME = 'invoice.paid';
const SENDERS = 16;
/** Longer than any answer may take. */
const GIVE_UP_MS = 10_000;
const TRY_AGAIN_MS = 20;

/** Delivers events one after the other over several connections, each as often as it takes, as Align does. */
export function startSending(url: string, secret: string) {
  const acknowledged = new Set<string>();
  const statuses = new Map<string, number>();
  let slowestAnswerMs = 0;
  const stopping = new AbortController();

  async function attempt(event: object): Promise<string> {
    const startedMs = performance.now();
    const { body, headers } = signedDelivery(secret, event);
    headers['x-align-event'] = EVENT_NAME;
    try {
      const signal = AbortSignal.timeout(GIVE_UP_MS);
      const answer = await fetch(url, { method: 'POST', headers, body, signal });
      await answer.arrayBuffer();
      slowestAnswerMs = Math.max(slowestAnswerMs, performance.now() - startedMs);
      return String(answer.status);
    } catch (error) {
      if (error instanceof Error && error.name === 'TimeoutError') slowestAnswerMs = GIVE_UP_MS;
      return 'broken';
    }
  }

  async function deliver(): Promise<void> {
    const event = envelope({ id: randomUUID(), eventName: EVENT_NAME });
    for (;;) {
      const status = await attempt(event);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status === '200') acknowledged.add(event.id);
      if (status === '200' || stopping.signal.aborted) return;
      await delay(TRY_AGAIN_MS);
    }
  }

  const senders = Array.from({ length: SENDERS }, async () => {
    while (!stopping.signal.aborted) await deliver();
  });
  return {
    acknowledged,
    statuses,
    slowestAnswerMs: () => slowestAnswerMs,
    stop: async () => {
      stopping.abort();
      await Promise.all(senders);
    },
  };
}
