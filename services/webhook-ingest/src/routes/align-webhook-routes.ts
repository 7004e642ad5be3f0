import type { Database } from '@illumera/schema';
import type { Keyring } from '@illumera/sealed';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { DeliveryStore } from '../align/create-delivery-store.ts';
import { createReceiverCache } from '../align/create-receiver-cache.ts';
import { receiveDelivery } from '../align/receive-delivery.ts';
import { type Answer, isRefusal, sendAnswer } from '../answer.ts';
import { answerInTime } from '../answer-in-time.ts';
import type { IngestMetrics } from '../ingest-metrics.ts';
import { bytesOf } from './bytes-of.ts';

/** S1's path, and what the paths with a token begin with. */
export const ALIGN_WEBHOOKS = '/api/webhooks/align';

export interface AlignWebhookOptions {
  database: Database;
  keyring: Keyring;
  store: DeliveryStore;
  metrics: IngestMetrics;
}

/** Where Align delivers: the path with a connection's token, which we register, and S1's path. */
export const alignWebhookRoutes: FastifyPluginAsync<AlignWebhookOptions> = async (app, options) => {
  const { database, keyring, store, metrics } = options;
  const cache = createReceiverCache({ database, keyring, logger: app.log });

  function send(reply: FastifyReply, answer: Answer): FastifyReply {
    metrics.alignDeliveries.inc({ outcome: answer });
    return sendAnswer(reply, answer);
  }

  // What is turned away costs less before its body is read.
  app.addHook('onRequest', async (request, reply) => {
    if (app.counts.request(request.ip)) return send(reply, 'too_many');
    return undefined;
  });

  async function receive(request: FastifyRequest, reply: FastifyReply, routeToken: string | undefined) {
    const delivery = { headers: request.headers, body: bytesOf(request), routeToken, nowMs: Date.now() };
    const work = receiveDelivery({ database, cache, store, countDelivery: app.counts.delivery }, delivery);
    const answer = await answerInTime(work, request.log);
    const isTooMany = isRefusal(answer) && app.counts.refusal(request.ip);
    return send(reply, isTooMany ? 'too_many' : answer);
  }

  app.post<{ Params: { routeToken: string } }>(`${ALIGN_WEBHOOKS}/:routeToken`, (request, reply) =>
    receive(request, reply, request.params.routeToken),
  );
  app.post(ALIGN_WEBHOOKS, (request, reply) => receive(request, reply, undefined));
};
