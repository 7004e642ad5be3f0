import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { createIngest, createReceiver, signedDelivery } from './ingest.ts';

const { database } = await useTestDatabase();
const { server } = await createIngest(database);
const { port } = new URL(await server.listen({ host: '127.0.0.1', port: 0 }));

/** Align waits for an answer no longer. */
const MOST_MS = 5_000;
const SLOW_SENDERS = 200;
const DRIP_EVERY_MS = 100;

/** Sends bytes as they are. @returns the socket and what comes back until the other side ends */
async function sendRaw(text: string): Promise<{ socket: Socket; answer: Promise<string> }> {
  const socket = connect(Number(port), '127.0.0.1');
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  let received = '';
  socket.setEncoding('latin1').on('data', (data: string) => (received += data));
  socket.write(text, 'latin1');
  const answer = new Promise<string>((resolve) => socket.once('close', () => resolve(received)));
  return { socket, answer };
}

/** A signed delivery as it goes over the wire, with one header's value replaced. */
function requestWith(receiver: { url: string; secret: string }, name: string, value: string): string {
  const { body, headers } = signedDelivery(receiver.secret);
  const all = { host: 'localhost', connection: 'close', 'content-length': String(body.length), ...headers };
  const lines = Object.entries({ ...all, [name]: value }).map(([header, text]) => `${header}: ${text}\r\n`);
  return `POST ${receiver.url} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}

test.each([
  ['NUL', 'a\0b'],
  ['a bare line feed', 'a\nb'],
  ['a folded line', 'a\r\n b'],
  ['6 kB', 'a'.repeat(6_000)],
  ['more than a head may hold', 'a'.repeat(40_000)],
  ['what is no ASCII', '\xe9'],
])('refuses a delivery id of %s, and writes nothing', async (_, id) => {
  const receiver = await createReceiver(database);
  const { answer } = await sendRaw(requestWith(receiver, 'x-align-delivery-id', id));
  expect(await answer).toMatch(/^HTTP\/1\.1 4\d\d /);
  expect(await receiver.deliveries()).toEqual([]);
});

test.each([
  ['a head', 'POST /api/webhooks/align HTTP/1.1\r\nhost: localhost\r\nx-align-event: '],
  ['a body', 'POST /api/webhooks/align HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100000\r\n\r\n'],
])('is done with %s that comes drop by drop within 5 s', async (_, begun) => {
  const startedMs = performance.now();
  const { socket, answer } = await sendRaw(begun);
  const dripping = setInterval(() => socket.write('a'), DRIP_EVERY_MS);
  onTestFinished(() => clearInterval(dripping));
  expect(await answer).toMatch(/^HTTP\/1\.1 408 /);
  expect(performance.now() - startedMs).toBeLessThan(MOST_MS);
});

const head = (line: string) => `POST /api/webhooks/align HTTP/1.1\r\nhost: localhost\r\n${line}\r\n\r\n`;
const MIB = 1024 * 1024;

test.each([
  ['says that it is, before it comes', head(`content-length: ${10 * 1024 * MIB}`)],
  [
    'does not say so, once it is',
    `${head('transfer-encoding: chunked')}${(MIB + 1).toString(16)}\r\n${'a'.repeat(MIB + 1)}\r\n`,
  ],
])('refuses a body that is too large and %s', async (_, text) => {
  const { answer } = await sendRaw(text);
  expect(await answer).toMatch(/^HTTP\/1\.1 413 [^]*\{"error":"too_large"\}/);
});

/** Around the moment when a body is too late, which is looked for a few times a second. */
const lastMomentsMs = Array.from({ length: 12 }, (_, index) => 1_850 + index * 40);

test('answers within 5 s a body that is whole at the last moment, though Postgres does not get on', async () => {
  const receiver = await createReceiver(database);
  const answers = await database.transaction().execute(async (transaction) => {
    await sql`lock table align_webhook_deliveries in share mode`.execute(transaction);
    return Promise.all(
      lastMomentsMs.map(async (atMs) => {
        const startedMs = performance.now();
        const text = requestWith(receiver, 'x-align-event', 'time.approved');
        const { socket, answer } = await sendRaw(text.slice(0, -1));
        const rest = setTimeout(() => socket.write(text.slice(-1)), atMs - (performance.now() - startedMs));
        onTestFinished(() => clearTimeout(rest));
        return { answer: await answer, tookMs: performance.now() - startedMs };
      }),
    );
  });
  for (const { answer, tookMs } of answers) {
    // One that comes too late may find the connection closed, and lose the answer with it.
    expect(answer).toMatch(/^(HTTP\/1\.1 (408|503) |$)/);
    expect(tookMs).toBeLessThan(MOST_MS);
  }
  expect(answers.some(({ answer }) => answer.startsWith('HTTP/1.1 503'))).toBe(true);
});

test(`takes a delivery at once while ${SLOW_SENDERS} others come drop by drop`, async () => {
  const receiver = await createReceiver(database);
  const slow = await Promise.all(
    Array.from({ length: SLOW_SENDERS }, () => sendRaw('POST /api/webhooks/align HTTP/1.1\r\nhost: l')),
  );
  const dripping = setInterval(() => slow.forEach(({ socket }) => socket.write('a')), DRIP_EVERY_MS);
  onTestFinished(() => clearInterval(dripping));
  const isAnyLeft = (): boolean => slow.some(({ socket }) => !socket.destroyed);
  let taken = 0;
  while (isAnyLeft()) {
    const startedMs = performance.now();
    const { answer } = await sendRaw(requestWith(receiver, 'x-align-event', 'time.approved'));
    expect(await answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(performance.now() - startedMs).toBeLessThan(MOST_MS);
    taken += 1;
  }
  expect(await receiver.deliveries()).toHaveLength(taken);
});
