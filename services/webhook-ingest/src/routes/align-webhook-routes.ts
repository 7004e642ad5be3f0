import type { Database } from '@illumera/schema';
import type { Keyring } from '@illumera/sealed';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { createDeliveryStore } from '../align/create-delivery-store.ts';
import { createReceiverCache } from '../align/create-receiver-cache.ts';
import { receiveDelivery } from '../align/receive-delivery.ts';
import { sendAnswer } from '../answer.ts';
import { answerInTime } from '../answer-in-time.ts';
import type { IngestMetrics } from '../ingest-metrics.ts';
import { bytesOf } from './bytes-of.ts';

export interface AlignWebhookOptions {
  database: Database;
  keyring: Keyring;
  metrics: IngestMetrics;
}

/** Where Align delivers: the path with a connection's token, which we register, and S1's path. */
export const alignWebhookRoutes: FastifyPluginAsync<AlignWebhookOptions> = async (app, options) => {
  const { database, keyring, metrics } = options;
  const cache = createReceiverCache({ database, keyring, logger: app.log });
  const services = { database, cache, store: createDeliveryStore(database) };

  async function receive(request: FastifyRequest, reply: FastifyReply, routeToken: string | undefined) {
    const delivery = { headers: request.headers, body: bytesOf(request), routeToken, nowMs: Date.now() };
    const answer = await answerInTime(receiveDelivery(services, delivery), request.log);
    metrics.alignDeliveries.inc({ outcome: answer });
    return sendAnswer(reply, answer);
  }

  app.post<{ Params: { routeToken: string } }>('/api/webhooks/align/:routeToken', (request, reply) =>
    receive(request, reply, request.params.routeToken),
  );
  app.post('/api/webhooks/align', (request, reply) => receive(request, reply, undefined));
};
