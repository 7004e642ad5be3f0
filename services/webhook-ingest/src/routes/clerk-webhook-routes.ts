import type { Database } from '@illumera/schema';
import type { Secret } from '@illumera/sealed';
import type { FastifyPluginAsync } from 'fastify';
import { sendAnswer } from '../answer.ts';
import { answerInTime } from '../answer-in-time.ts';
import { receiveClerkEvent } from '../clerk/receive-clerk-event.ts';
import type { IngestMetrics } from '../ingest-metrics.ts';
import { bytesOf } from './bytes-of.ts';

export interface ClerkWebhookOptions {
  database: Database;
  clerkSecret: Secret<string>;
  metrics: IngestMetrics;
}

/** Where Clerk delivers, signed by Svix. */
export const clerkWebhookRoutes: FastifyPluginAsync<ClerkWebhookOptions> = async (app, options) => {
  app.addHook('onRequest', async (request, reply) => {
    if (app.counts.request(request.ip)) return sendAnswer(reply, 'too_many');
    return undefined;
  });
  app.post('/api/webhooks/clerk', async (request, reply) => {
    const event = { headers: request.headers, body: bytesOf(request) };
    const answer = await answerInTime(receiveClerkEvent(options, event), request.log);
    options.metrics.clerkDeliveries.inc({ outcome: answer });
    return sendAnswer(reply, answer);
  });
};
