import { createDecipheriv, createCipheriv, randomBytes } from 'node:crypto';
import { timingSafeEqual } from 'node:crypto';
import { signBody } from '@illumera/align-client';
import { fastify } from 'fastify';
import { Pool } from 'pg';
import { ENCRYPTION_KEY, WEBHOOK_SECRET } from '../database/bench-secrets.ts';
import { IngestSettings } from './ingest-settings.ts';
import { takeRawBodies } from './take-raw-bodies.ts';

/** The pipeline of S1 "Inbound Webhook Handler", step by step, each with its own query, handling the event in the request. */
const settings = IngestSettings.parse(process.env);
const pool = new Pool({ connectionString: settings.DATABASE_URL, max: settings.MAX_CONNECTIONS });
const key = Buffer.from(ENCRYPTION_KEY, 'hex');
await pool.query(`
  create table seed_connections (align_org_id text primary key, tenant_id text, company_id text, webhook_secret bytea);
  create table seed_deliveries (
    id bigint generated always as identity primary key, delivery_id text unique, event_name text, connection_id text,
    payload jsonb, status text, processed_at timestamptz, error text, received_at timestamptz default now()
  );
  create table seed_entity_links (external_type text, external_id text, align_entity_id text);
  create index on seed_entity_links (align_entity_id);
  create table seed_entries (id text primary key, status text, sync_status text);
`);
await pool.query(
  `insert into seed_connections select align_org_id, tenant_id, company_id, $1 from align_connections`,
  [encrypt(WEBHOOK_SECRET)],
);
const MAX_SKEW_SECONDS = 300;

const server = takeRawBodies(fastify());
server.post('/*', async (request, reply) => {
  const { headers, body } = request;
  const [deliveryId, event, timestamp, signature] = ['delivery-id', 'event', 'timestamp', 'signature'].map(
    (name) => headers[`x-align-${name}`],
  );
  if (!deliveryId || !event || !timestamp || !signature || !Buffer.isBuffer(body))
    return reply.code(400).send({});
  const parsed = JSON.parse(body.toString()) as { organizationId?: string; entityId?: string };
  const connections = await pool.query<{ webhook_secret: Buffer }>(
    'select * from seed_connections where align_org_id = $1',
    [parsed.organizationId],
  );
  const connection = connections.rows[0];
  if (connection === undefined) return reply.code(404).send({});
  const expected = Buffer.from(signBody(decrypt(connection.webhook_secret), body));
  const given = Buffer.from(String(signature));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return reply.code(400).send({});
  const known = await pool.query('select 1 from seed_deliveries where delivery_id = $1', [deliveryId]);
  if (known.rows.length > 0) return { received: true, deduplicated: true };
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > MAX_SKEW_SECONDS) return reply.code(400).send({});
  await pool.query(
    `insert into seed_deliveries (delivery_id, event_name, connection_id, payload, status) values ($1, $2, $3, $4, 'received')
     on conflict do nothing`,
    [deliveryId, event, parsed.organizationId, body.toString()],
  );
  await handle(parsed.entityId);
  await pool.query(
    `update seed_deliveries set status = 'processed', processed_at = now() where delivery_id = $1`,
    [deliveryId],
  );
  return { received: true };
});
process.stdout.write(`Server listening at ${await server.listen({ host: '127.0.0.1', port: 0 })}\n`);

/** As `time.approved`: find the linked entry, set its status. */
async function handle(alignId: string | undefined): Promise<void> {
  const links = await pool.query<{ external_id: string }>(
    `select external_id from seed_entity_links where align_entity_id = $1`,
    [alignId],
  );
  const [link] = links.rows;
  if (link !== undefined)
    await pool.query(`update seed_entries set status = 'approved', sync_status = 'synced' where id = $1`, [
      link.external_id,
    ]);
}

function encrypt(text: string): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

function decrypt(sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString();
}
