import { Pool } from 'pg';
import { z } from 'zod';
import { SenderSettings } from '../settings.ts';
import { processQueue } from './process-queue.ts';

/** The seeds' outbox worker: `setInterval`, a batch of ten (S1 "Outbox Worker"). */
const settings = SenderSettings.extend({
  /** S1: 30 s, "typically". */
  POLL_INTERVAL_MS: z.coerce.number().default(30_000),
  BATCH: z.coerce.number().default(10),
}).parse(process.env);

const pool = new Pool({ connectionString: settings.DATABASE_URL });
let busy = false;
setInterval(() => void tick(), settings.POLL_INTERVAL_MS);
process.stdout.write('ready\n');

async function tick(): Promise<void> {
  if (busy) return;
  busy = true;
  try {
    await processQueue(pool, { alignBaseUrl: settings.ALIGN_BASE_URL, batch: settings.BATCH });
  } catch (error) {
    process.stderr.write(`${String(error)}\n`);
  } finally {
    busy = false;
  }
}
