import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { createConnectionPool } from './connection-pool.ts';
import { formats } from './delivery-formats.ts';
import { createSigner } from './sign-request.ts';

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

/** What has to wait for one of them is timed with that. */
const CONNECTIONS = 4_096;
const TICK_MS = 5;
/** Align gives up on an answer after so long (S3). */
const ALIGN_TIMEOUT_MS = 5_000;
const DUPLICATE_EVERY = 10;

interface Answered {
  dueAt: number;
  latencyMs: number;
  status: string;
}

const url = new URL(settings.URL);
const sign = createSigner(formats.align, { url, targets: settings.TARGETS });
const pool = createConnectionPool(url, CONNECTIONS);
const answers: Answered[] = [];
const acknowledged = new Set<string>();
const underWay = new Set<Promise<void>>();
const ownDelays = monitorEventLoopDelay({ resolution: 1 });
const NS_PER_MS = 1_000_000;
let sent = 0;
let sentLateMs = 0;
let last = sign();

ownDelays.enable();
const startedAt = performance.now();
await sendFor(settings.DURATION_MS, settings.PER_SECOND);
const overAt = performance.now();
await sendFor(settings.AFTERWARDS_MS, settings.AFTERWARDS_PER_SECOND);
await Promise.all(underWay);
pool.close();
process.stdout.write(`${JSON.stringify({ ...summarize(), acknowledged: [...acknowledged] })}\n`);

/** Whatever holds this process up, each delivery is timed from when it was due, so that no wait goes unseen. */
async function sendFor(durationMs: number, perSecond: number): Promise<void> {
  const beganAt = performance.now();
  let begun = 0;
  for (let elapsed = 0; elapsed < durationMs; elapsed = performance.now() - beganAt) {
    for (const due = Math.floor((elapsed / 1000) * perSecond); begun < due; begun += 1) {
      const sending = send(beganAt + (begun / perSecond) * 1000).finally(() => underWay.delete(sending));
      underWay.add(sending);
    }
    await delay(TICK_MS);
  }
}

async function send(dueAt: number): Promise<void> {
  sent += 1;
  if (sent % DUPLICATE_EVERY !== 0) last = sign();
  const { id, bytes } = last;
  sentLateMs = Math.max(sentLateMs, performance.now() - dueAt);
  const status = await pool.send(bytes);
  answers.push({ dueAt, latencyMs: performance.now() - dueAt, status });
  if (status === '200') acknowledged.add(id);
}

function summarize() {
  const during = answers.filter(({ dueAt }) => dueAt < overAt);
  const after = answers.filter(({ dueAt }) => dueAt >= overAt);
  const lastSlow = after.filter(({ latencyMs, status }) => status !== '200' || latencyMs > 1_000).at(-1);
  const good = during.filter(
    ({ dueAt, latencyMs, status }) =>
      status === '200' && latencyMs <= ALIGN_TIMEOUT_MS && dueAt + latencyMs <= overAt,
  );
  const statuses = Map.groupBy(during, ({ status }) => status);
  return {
    offered: during.length,
    goodPerSecond: good.length / ((overAt - startedAt) / 1000),
    statuses: Object.fromEntries([...statuses].map(([status, same]) => [status, same.length])),
    /** What of the slowest answer may be this process's own doing. */
    sentLateMs,
    readLateMs: ownDelays.max / NS_PER_MS,
    slowestMs: answers.reduce((slowest, { latencyMs }) => Math.max(slowest, latencyMs), 0),
    recoveredAfterMs: lastSlow === undefined ? 0 : lastSlow.dueAt + lastSlow.latencyMs - overAt,
  };
}
