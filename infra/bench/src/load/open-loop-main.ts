import { Pool } from 'undici';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { formats } from './delivery-formats.ts';

/**
 * Signed deliveries at a fixed rate, whether or not the earlier ones are answered, and then at a tenth of the server's capacity
 * until it has recovered. The last line it writes is what came of them.
 */
const settings = z
  .object({
    URL: z.string(),
    PER_SECOND: z.coerce.number(),
    DURATION_MS: z.coerce.number(),
    AFTERWARDS_PER_SECOND: z.coerce.number(),
    AFTERWARDS_MS: z.coerce.number(),
    TARGETS: z
      .string()
      .transform((text) =>
        z.array(z.object({ alignOrgId: z.string(), path: z.string() })).parse(JSON.parse(text)),
      ),
  })
  .parse(process.env);

/** Align's sender would open more connections; so many suffice never to wait for one here. */
const CONNECTIONS = 4_000;
const TICK_MS = 5;
/** Align gives up on an answer after so long (S3). */
const ALIGN_TIMEOUT_MS = 5_000;
const DUPLICATE_EVERY = 10;

interface Answered {
  sentAt: number;
  latencyMs: number;
  status: string;
}

const pool = new Pool(new URL(settings.URL).origin, { connections: CONNECTIONS, pipelining: 1 });
const answers: Answered[] = [];
const acknowledged = new Set<string>();
const underWay = new Set<Promise<void>>();
let sequence = 0;
let sent = 0;
let last = newDelivery();

const startedAt = performance.now();
await sendFor(settings.DURATION_MS, settings.PER_SECOND);
const overAt = performance.now();
await sendFor(settings.AFTERWARDS_MS, settings.AFTERWARDS_PER_SECOND);
await Promise.all(underWay);
await pool.close();
process.stdout.write(`${JSON.stringify({ ...summarize(), acknowledged: [...acknowledged] })}\n`);

async function sendFor(durationMs: number, perSecond: number): Promise<void> {
  const beganAt = performance.now();
  let begun = 0;
  for (let elapsed = 0; elapsed < durationMs; elapsed = performance.now() - beganAt) {
    for (const due = Math.floor((elapsed / 1000) * perSecond); begun < due; begun += 1) {
      const sending = send().finally(() => underWay.delete(sending));
      underWay.add(sending);
    }
    await delay(TICK_MS);
  }
}

async function send(): Promise<void> {
  sent += 1;
  if (sent % DUPLICATE_EVERY !== 0) last = newDelivery();
  const { path, delivery } = last;
  const sentAt = performance.now();
  const { headers, body } = delivery;
  const status = await pool.request({ method: 'POST', path, headers, body }).then(
    async (answer) => {
      await answer.body.dump();
      return String(answer.statusCode);
    },
    () => 'broken',
  );
  answers.push({ sentAt, latencyMs: performance.now() - sentAt, status });
  if (status === '200') acknowledged.add(delivery.id);
}

/** An event of its own for the next of those who are delivered to. */
function newDelivery() {
  sequence += 1;
  const { alignOrgId, path } = settings.TARGETS[sequence % settings.TARGETS.length] ?? {
    alignOrgId: 'org_0',
    path: '/',
  };
  return { path, delivery: formats.align(`evt_${process.pid}_${sequence}`, alignOrgId) };
}

function summarize() {
  const during = answers.filter(({ sentAt }) => sentAt < overAt);
  const after = answers.filter(({ sentAt }) => sentAt >= overAt);
  const lastSlow = after.filter(({ latencyMs, status }) => status !== '200' || latencyMs > 1_000).at(-1);
  const good = during.filter(
    ({ sentAt, latencyMs, status }) =>
      status === '200' && latencyMs <= ALIGN_TIMEOUT_MS && sentAt + latencyMs <= overAt,
  );
  const statuses = Map.groupBy(during, ({ status }) => status);
  return {
    offered: during.length,
    goodPerSecond: good.length / ((overAt - startedAt) / 1000),
    statuses: Object.fromEntries([...statuses].map(([status, same]) => [status, same.length])),
    slowestMs: answers.reduce((slowest, { latencyMs }) => Math.max(slowest, latencyMs), 0),
    recoveredAfterMs: lastSlow === undefined ? 0 : lastSlow.sentAt + lastSlow.latencyMs - overAt,
  };
}
