import { fastify } from 'fastify';
import { runMigrations } from 'graphile-worker';
import { Pool } from 'pg';
import { z } from 'zod';
import { IngestSettings } from './ingest-settings.ts';
import { takeRawBodies } from './take-raw-bodies.ts';
import { verifyDelivery } from './verify-delivery.ts';

/** Verifies and commits one INSERT for each request, with graphile-worker's `add_job` in the same statement or without. */
const settings = IngestSettings.extend({ WITH_JOB: z.enum(['yes', 'no']) }).parse(process.env);
const pool = new Pool({ connectionString: settings.DATABASE_URL, max: settings.MAX_CONNECTIONS });
await runMigrations({ connectionString: settings.DATABASE_URL });
await pool.query(
  'create table if not exists peer_deliveries (id text primary key, event_name text, body bytea, payload jsonb)',
);
const insert = `insert into peer_deliveries values ($1, $2, $3, $4) on conflict do nothing returning id`;
const insertWithJob = `with stored as (${insert})
  select graphile_worker.add_job('handle', json_build_object('id', id)) from stored`;
const text = settings.WITH_JOB === 'yes' ? insertWithJob : insert;

const server = takeRawBodies(fastify());
server.post('/*', async (request, reply) => {
  const delivery = verifyDelivery(request);
  if (delivery === undefined) return reply.code(400).send({ error: 'bad_signature' });
  const { deliveryId, eventName, body } = delivery;
  await pool.query({ name: 'store', text, values: [deliveryId, eventName, body, body.toString()] });
  return { received: true };
});
process.stdout.write(`Server listening at ${await server.listen({ host: '127.0.0.1', port: 0 })}\n`);
