import Bottleneck from 'bottleneck';
import PQueue from 'p-queue';
import { request } from 'undici';
import { z } from 'zod';

/** Sends an endless backlog through a limiter from npm; several of these know nothing of each other, as the libraries do not. */
const settings = z
  .object({
    ALIGN_BASE_URL: z.string(),
    LIBRARY: z.enum(['p-queue', 'p-queue, strict', 'bottleneck']),
    LIMIT_REQUESTS: z.coerce.number(),
    LIMIT_WINDOW_MS: z.coerce.number(),
    DURATION_MS: z.coerce.number(),
  })
  .parse(process.env);

const IN_FLIGHT = 24;
const { LIMIT_REQUESTS: intervalCap, LIMIT_WINDOW_MS: interval } = settings;

type Limit = (call: () => Promise<void>) => Promise<unknown>;

const limits = {
  'p-queue': () => {
    const queue = new PQueue({ interval, intervalCap, concurrency: IN_FLIGHT });
    return (call) => queue.add(call);
  },
  'p-queue, strict': () => {
    const queue = new PQueue({ interval, intervalCap, concurrency: IN_FLIGHT, strict: true });
    return (call) => queue.add(call);
  },
  bottleneck: () => {
    const limiter = new Bottleneck({
      maxConcurrent: IN_FLIGHT,
      reservoir: intervalCap,
      reservoirRefreshAmount: intervalCap,
      reservoirRefreshInterval: interval,
    });
    return (call) => limiter.schedule(call);
  },
} satisfies Record<typeof settings.LIBRARY, () => Limit>;

const limit: Limit = limits[settings.LIBRARY]();
let sent = 0;
const deadline = performance.now() + settings.DURATION_MS;
await Promise.all(Array.from({ length: IN_FLIGHT }, sendAlong));
process.stdout.write(`${JSON.stringify({ sent })}\n`);
process.exit(0);

async function sendAlong(): Promise<void> {
  while (performance.now() < deadline) await limit(send);
}

async function send(): Promise<void> {
  sent += 1;
  const externalId = `${process.pid}-${sent}`;
  const answer = await request(`${settings.ALIGN_BASE_URL}/projects/p/time-entries`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer peer' },
    body: JSON.stringify({ description: externalId, externalRef: { externalId } }),
  });
  await answer.body.dump();
}
