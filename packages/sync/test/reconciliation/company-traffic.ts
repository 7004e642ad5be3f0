import { setTimeout as delay } from 'node:timers/promises';
import type { AlignEvent } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import { v7 as uuid } from 'uuid';
import type { RateLimit } from '../../src/budget/rate-limit.ts';
import { createCircuits, handleDelivery, type OpenKey, storeDeliveries } from '../../src/index.ts';
import { asWorker } from '../support/as-worker.ts';
import { drainThrough } from '../support/drain-through.ts';

interface Traffic {
  connection: { id: string; tenantId: string; companyId: string };
  openKey: OpenKey;
  limit: RateLimit;
}

/** What goes between a company and Align beside its runs. */
export function companyTraffic(database: Database, { connection, openKey, limit }: Traffic) {
  /** An event of Align's, as it comes in and is handled. */
  const deliver = async (name: string, about: { alignId: string; payload: Record<string, unknown> }) => {
    const event: AlignEvent = {
      id: uuid(),
      name,
      schemaVersion: 1,
      entityId: about.alignId,
      occurredAt: new Date(),
      data: about.payload,
    };
    const { data: payload, name: eventName, ...envelope } = event;
    const body = Buffer.from(JSON.stringify({ ...envelope, eventName, payload }));
    await storeDeliveries(database, [{ connection, deliveryId: uuid(), signature: 'sha256=0', body, event }]);
    const { id } = await database
      .selectFrom('alignWebhookDeliveries')
      .select('id')
      .where('connectionId', '=', connection.id)
      .where('eventId', '=', event.id ?? '')
      .executeTakeFirstOrThrow();
    return handleDelivery(asWorker(database, connection.tenantId), id, () => undefined);
  };
  const keepDraining = async (over: AbortSignal) => {
    while (!over.aborted) {
      await drainThrough(database, {
        connectionId: connection.id,
        openKey,
        circuits: createCircuits(),
        maxAttempts: 5,
        concurrency: 24,
        stopping: over,
        limit,
      });
      await delay(10);
    }
  };
  return { deliver, keepDraining };
}
