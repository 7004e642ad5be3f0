import { z } from 'zod';
import { Pool } from 'undici';
import { percentile } from '../measure/percentile.ts';
import { formats } from './delivery-formats.ts';

/**
 * Signed deliveries on many connections, each sending its next when the last is answered. One in ten is one that was sent
 * before. The last line it writes is what came of them.
 */
const settings = z
  .object({
    URL: z.string(),
    FORMAT: z.enum(['align', 'stripe']),
    CONNECTIONS: z.coerce.number(),
    DURATION_MS: z.coerce.number(),
    /** Who is delivered to, in turn. */
    TARGETS: z
      .string()
      .transform((text) =>
        z.array(z.object({ alignOrgId: z.string(), path: z.string() })).parse(JSON.parse(text)),
      ),
  })
  .parse(process.env);

const DUPLICATE_EVERY = 10;
const makeDelivery = formats[settings.FORMAT];
const { origin, pathname } = new URL(settings.URL);
const pool = new Pool(origin, { connections: settings.CONNECTIONS, pipelining: 1 });
const latencies: number[] = [];
const acknowledged = new Set<string>();
const statuses: Record<string, number> = {};
let sequence = 0;
const startedAt = performance.now();
const deadline = startedAt + settings.DURATION_MS;
await Promise.all(Array.from({ length: settings.CONNECTIONS }, deliver));
const elapsedMs = performance.now() - startedAt;
await pool.close();
process.stdout.write(
  `${JSON.stringify({
    perSecond: (statuses['200'] ?? 0) / (elapsedMs / 1000),
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
    statuses,
    acknowledged: [...acknowledged],
  })}\n`,
);

async function deliver(): Promise<void> {
  let next = newDelivery();
  for (let turn = 1; performance.now() < deadline; turn += 1) {
    const { path, delivery } = next;
    if ((turn + 1) % DUPLICATE_EVERY !== 0) next = newDelivery();
    const sentAt = performance.now();
    const status = await send(path, delivery);
    latencies.push(performance.now() - sentAt);
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (status === '200') acknowledged.add(delivery.id);
  }
}

/** An event of its own for the next of those who are delivered to. */
function newDelivery() {
  sequence += 1;
  const target = settings.TARGETS[sequence % Math.max(1, settings.TARGETS.length)];
  const delivery = makeDelivery(`evt_${process.pid}_${sequence}`, target?.alignOrgId ?? 'org_0');
  return { path: target?.path ?? pathname, delivery };
}

async function send(path: string, { headers, body }: ReturnType<typeof makeDelivery>): Promise<string> {
  try {
    const answer = await pool.request({ method: 'POST', path, headers, body });
    await answer.body.dump();
    return String(answer.statusCode);
  } catch {
    return 'broken';
  }
}
