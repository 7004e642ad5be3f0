import { z } from 'zod';
import { percentile } from '../measure/percentile.ts';
import { formats } from './delivery-formats.ts';
import { type Connection, openConnection } from './open-connection.ts';
import { createSigner } from './sign-request.ts';

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
    /** Sent before that and not counted, until both sides have compiled what they run. */
    WARM_UP_MS: z.coerce.number(),
    /** Who is delivered to, in turn. */
    TARGETS: z
      .string()
      .transform((text) =>
        z.array(z.object({ alignOrgId: z.string(), path: z.string() })).parse(JSON.parse(text)),
      ),
  })
  .parse(process.env);

const DUPLICATE_EVERY = 10;
/** Signed ahead, so that signing takes nothing from those who are measured; beyond them it is done on the way. */
const SIGNED_AHEAD_PER_SECOND = 10_000;

const url = new URL(settings.URL);
const sign = createSigner(formats[settings.FORMAT], { url, targets: settings.TARGETS });
const latencies: number[] = [];
const acknowledged = new Set<string>();
const statuses: Record<string, number> = {};
const ahead = Array.from(
  { length: (SIGNED_AHEAD_PER_SECOND * (settings.WARM_UP_MS + settings.DURATION_MS)) / 1000 },
  sign,
).toReversed();
const connections = await Promise.all(
  Array.from({ length: settings.CONNECTIONS }, () => openConnection(url)),
);
const countsFrom = performance.now() + settings.WARM_UP_MS;
const deadline = countsFrom + settings.DURATION_MS;
await Promise.all(connections.map(deliver));
const elapsedMs = performance.now() - countsFrom;
for (const connection of connections) connection.close();
process.stdout.write(
  `${JSON.stringify({
    perSecond: (statuses['200'] ?? 0) / (elapsedMs / 1000),
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
    statuses,
    acknowledged: [...acknowledged],
  })}\n`,
);

async function deliver(connection: Connection): Promise<void> {
  let next = ahead.pop() ?? sign();
  for (let turn = 1; performance.now() < deadline; turn += 1) {
    const { id, bytes } = next;
    if ((turn + 1) % DUPLICATE_EVERY !== 0) next = ahead.pop() ?? sign();
    const sentAt = performance.now();
    const status = await connection.send(bytes);
    const answeredAt = performance.now();
    if (status === '200') acknowledged.add(id);
    if (answeredAt < countsFrom) continue;
    latencies.push(answeredAt - sentAt);
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (status === 'broken') return;
  }
}
