import { createRequire } from 'node:module';
import type * as SyncEngine from '@supabase/stripe-sync-engine';
import { fastify } from 'fastify';
import { WEBHOOK_SECRET } from '../database/bench-secrets.ts';
import { IngestSettings } from './ingest-settings.ts';
import { takeRawBodies } from './take-raw-bodies.ts';

/** Stripe's sync engine from npm behind a route, as its page shows; it stores the object of each event in the request. */
/** Its ES module looks for the migrations by `__dirname`, which only its CommonJS one has. */
const { runMigrations, StripeSync } = createRequire(import.meta.url)(
  '@supabase/stripe-sync-engine',
) as typeof SyncEngine;

const settings = IngestSettings.parse(process.env);
await runMigrations({ databaseUrl: settings.DATABASE_URL, schema: 'stripe' });
const sync = new StripeSync({
  poolConfig: { connectionString: settings.DATABASE_URL, max: settings.MAX_CONNECTIONS },
  stripeSecretKey: 'sk_test_bench',
  stripeWebhookSecret: WEBHOOK_SECRET,
});

const server = takeRawBodies(fastify());
server.post('/*', async ({ body, headers }, reply) => {
  try {
    await sync.processWebhook(body as Buffer, String(headers['stripe-signature']));
    return { received: true };
  } catch (error) {
    return reply.code(400).send({ error: String(error) });
  }
});
process.stdout.write(`Server listening at ${await server.listen({ host: '127.0.0.1', port: 0 })}\n`);
