import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import Fastify from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import { sendAnswer } from '../src/answer.ts';
import { acceptFaster } from '../src/overload/accept-faster.ts';
import { refuseEarly } from '../src/overload/refuse-early.ts';
import { watchLoop } from '../src/overload/watch-loop.ts';

const PATH = '/api/webhooks/align';

async function listen(server: Server): Promise<number> {
  await once(server.listen({ host: '127.0.0.1', port: 0, backlog: 1_000, reusePort: true }), 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

async function overloadedServer() {
  const passedOn: string[] = [];
  let refused = 0;
  const handle = refuseEarly(
    (request, response) => {
      passedOn.push(`${request.method} ${request.url}`);
      response.end('handled');
    },
    {
      pathPrefix: PATH,
      isOverloaded: () => true,
      onRefused: () => {
        refused += 1;
      },
    },
  );
  const origin = `http://127.0.0.1:${await listen(createServer(handle))}`;
  return { origin, passedOn, refused: () => refused };
}

test('refuses early with what is answered the long way', async () => {
  const { origin, passedOn, refused } = await overloadedServer();
  const app = Fastify();
  app.post('/', (_request, reply) => sendAnswer(reply, 'unavailable'));
  const long = await app.inject({ method: 'POST', url: '/' });
  for (const path of [PATH, `${PATH}/some-token`]) {
    const early = await fetch(`${origin}${path}`, { method: 'POST', body: '{"id":"evt_1"}'.repeat(10_000) });
    expect(early.status).toBe(long.statusCode);
    expect(await early.text()).toBe(long.body);
    for (const header of ['content-type', 'content-length', 'retry-after'])
      expect(early.headers.get(header)).toBe(String(long.headers[header]));
  }
  expect([passedOn, refused()]).toEqual([[], 2]);
});

test('passes on what is no delivery however much there is to do', async () => {
  const { origin, passedOn, refused } = await overloadedServer();
  await Promise.all(
    ['/livez', '/readyz', PATH].map(async (path) => (await fetch(`${origin}${path}`)).text()),
  );
  await (await fetch(`${origin}/api/webhooks/clerk`, { method: 'POST', body: '{}' })).text();
  expect(passedOn.toSorted()).toEqual([
    'GET /api/webhooks/align',
    'GET /livez',
    'GET /readyz',
    'POST /api/webhooks/clerk',
  ]);
  expect(refused()).toBe(0);
});

test('knows for how long the event loop has been held up, and that it no longer is', async () => {
  const loop = watchLoop();
  onTestFinished(loop.stop);
  const beganAt = performance.now();
  while (performance.now() - beganAt < 200);
  expect(loop.heldUpMs()).toBeGreaterThan(100);
  await expect.poll(loop.heldUpMs).toBeLessThan(100);
});

/** Connects so often from a thread of its own while this one stands still. */
function connectMeanwhile(port: number, connections: number): void {
  const done = new SharedArrayBuffer(4);
  const worker = new Worker(
    `const { port, connections, done } = require('node:worker_threads').workerData;
    const flag = new Int32Array(done);
    let left = connections;
    for (let index = 0; index < connections; index += 1)
      require('node:net').connect(port, '127.0.0.1', () => {
        left -= 1;
        if (left > 0) return;
        Atomics.store(flag, 0, 1);
        Atomics.notify(flag, 0);
      }).on('error', () => undefined);`,
    { eval: true, workerData: { port, connections, done } },
  );
  onTestFinished(async () => void (await worker.terminate()));
  expect(Atomics.wait(new Int32Array(done), 0, 0, 20_000)).not.toBe('timed-out');
}

/** How many turns of the event loop it takes to take up connections that are there. */
async function turnsToTakeUp(server: Server, port: number): Promise<number> {
  const connections = 200;
  let taken = 0;
  server.on('connection', () => {
    taken += 1;
  });
  connectMeanwhile(port, connections);
  for (let turns = 1; ; turns += 1) {
    await nextTurn();
    if (taken === connections) return turns;
  }
}

test.runIf(process.platform === 'linux')('takes up many connections at a time', async () => {
  const server = createServer();
  const port = await listen(server);
  const alone = await turnsToTakeUp(server, port);
  const faster = createServer((_request, response) => response.end('answered'));
  const fasterPort = await listen(faster);
  onTestFinished(await acceptFaster(faster, { sockets: 63, backlog: 1_000 }));
  expect((await turnsToTakeUp(faster, fasterPort)) * 5).toBeLessThan(alone);
  const answers = await Promise.all(
    Array.from({ length: 30 }, async () => (await fetch(`http://127.0.0.1:${fasterPort}/`)).text()),
  );
  expect(new Set(answers)).toEqual(new Set(['answered']));
});
