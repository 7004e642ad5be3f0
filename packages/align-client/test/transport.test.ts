import { type AddressInfo, createServer } from 'node:net';
import { inspect } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import {
  AlignApiError,
  AlignNetworkError,
  AlignUnreadableAnswerError,
  alignClient,
  createAlignTransport,
} from '../src/index.ts';
import { answerJson, apiKey, clientAnswered, clientOf, rejection, startStandIn } from './stand-in.ts';

const me = { organizationId: 'org-1', scope: 'organization' };

test('sends the key, the idempotency key and a JSON body below the base path', async () => {
  const { baseUrl, seen } = await startStandIn((response) => answerJson(response, { id: 'te-1' }));
  await clientOf({ baseUrl: `${baseUrl}/` }).call('updateTimeEntry', {
    params: { timeEntryId: 'te-1' },
    body: { minutes: 90 },
    idempotencyKey: 'upsert:intent-1',
  });
  expect(seen).toHaveLength(1);
  expect(seen[0]).toMatchObject({
    method: 'PATCH',
    url: '/api/v1/time-entries/te-1',
    body: '{"minutes":90}',
    headers: {
      authorization: `Bearer ${apiKey}`,
      'content-type': 'application/json',
      'idempotency-key': 'upsert:intent-1',
    },
  });
});

test('sends neither body nor content type where there is no body', async () => {
  const { baseUrl, seen } = await startStandIn((response) => answerJson(response, { id: 'te-1' }));
  await clientOf({ baseUrl }).call('submitTimeEntry', { params: { timeEntryId: 'te-1' } });
  expect(seen[0]?.body).toBe('');
  expect(seen[0]?.headers).not.toHaveProperty('content-type');
});

test('encodes a query and leaves out what is undefined', async () => {
  const { baseUrl, seen } = await startStandIn((response) => answerJson(response, { data: [], total: 0 }));
  await clientOf({ baseUrl }).call('listIntegrationLinks', {
    query: { provider: 'illumera', externalType: undefined, externalId: 'a&b=c d', page: 2, pageSize: 100 },
  });
  expect(seen[0]?.url).toBe(
    '/api/v1/integration-links?page=2&pageSize=100&provider=illumera&externalId=a%26b%3Dc+d',
  );
});

test('ends a call whose answer never starts', async () => {
  const { baseUrl } = await startStandIn(() => undefined);
  const error = await rejection(clientOf({ baseUrl, timeoutMs: 100 }).call('getMe'));
  expect(error).toBeInstanceOf(AlignNetworkError);
  expect(error).toMatchObject({ timedOut: true });
});

test('ends a call whose answer drips on beyond the time-out', async () => {
  const { baseUrl } = await startStandIn((response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const drip = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(drip));
  });
  const startedMs = performance.now();
  const error = await rejection(clientOf({ baseUrl, timeoutMs: 200 }).call('getMe'));
  expect(error).toMatchObject({ name: 'AlignNetworkError', timedOut: true });
  expect(performance.now() - startedMs).toBeLessThan(2000);
});

test('counts waiting for a connection within the time-out', async () => {
  const { baseUrl, seen } = await startStandIn(() => undefined);
  const client = clientOf({ baseUrl, timeoutMs: 150, connections: 1 });
  const errors = await Promise.all([rejection(client.call('getMe')), rejection(client.call('getMe'))]);
  expect(errors).toMatchObject([{ timedOut: true }, { timedOut: true }]);
  expect(seen).toHaveLength(1);
});

test('cuts off an answer over the limit as it arrives', async () => {
  let sentBytes = 0;
  const { baseUrl } = await startStandIn((response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const chunk = Buffer.alloc(64 * 1024, ' ');
    const pour = () => {
      do sentBytes += chunk.length;
      while (response.write(chunk));
    };
    response.on('drain', pour);
    pour();
  });
  const error = await rejection(clientOf({ baseUrl, maxAnswerBytes: 100_000 }).call('getMe'));
  expect(error).toBeInstanceOf(AlignUnreadableAnswerError);
  expect(sentBytes).toBeLessThan(32 * 1024 * 1024);
});

test('keeps the status of a refusal whose body is over the limit', async () => {
  const { baseUrl } = await startStandIn((response) => {
    response.writeHead(422).end(Buffer.alloc(200_000, 'x'));
  });
  const error = await rejection(clientOf({ baseUrl, maxAnswerBytes: 1000 }).call('getMe'));
  expect(error).toMatchObject({ name: 'AlignApiError', status: 422 });
});

test.each([301, 302, 303, 307, 308])(
  'follows no redirect (%i), so the key goes nowhere else',
  async (status) => {
    const elsewhere = await startStandIn((response) => answerJson(response, me));
    const { baseUrl, seen } = await startStandIn((response) => {
      response.writeHead(status, { location: `${elsewhere.baseUrl}/me` }).end();
    });
    const error = await rejection(clientOf({ baseUrl }).call('getMe'));
    expect(error).toBeInstanceOf(AlignApiError);
    expect(error).toMatchObject({ status });
    expect(seen).toHaveLength(1);
    expect(elsewhere.seen).toHaveLength(0);
  },
);

test.each([500, 503, 429])('never tries again by itself (%i)', async (status) => {
  const { baseUrl, seen } = await startStandIn((response) => answerJson(response, {}, status));
  await rejection(clientOf({ baseUrl }).call('getMe'));
  expect(seen).toHaveLength(1);
});

test('reports a connection that breaks before the answer', async () => {
  const { baseUrl, seen } = await startStandIn((response) => response.destroy());
  const error = await rejection(clientOf({ baseUrl }).call('createProject', projectCall));
  expect(error).toBeInstanceOf(AlignNetworkError);
  expect(error).toMatchObject({ timedOut: false });
  expect(error).toHaveProperty('cause.code');
  expect(seen).toHaveLength(1);
});

test('reports a connection that breaks within the answer', async () => {
  const { baseUrl } = await startStandIn((response) => {
    response.writeHead(201, { 'content-type': 'application/json', 'content-length': '100' });
    response.write('{"id":', () => response.destroy());
  });
  const error = await rejection(clientOf({ baseUrl }).call('createProject', projectCall));
  expect(error).toMatchObject({ name: 'AlignNetworkError', timedOut: false });
});

test('reports a host that does not exist', async () => {
  const error = await rejection(clientOf({ baseUrl: 'http://align.invalid/api/v1' }).call('getMe'));
  expect(error).toMatchObject({ name: 'AlignNetworkError', timedOut: false });
});

test('ends early when the caller aborts', async () => {
  const { baseUrl } = await startStandIn(() => stop.abort());
  const stop = new AbortController();
  const error = await rejection(clientOf({ baseUrl }).call('getMe', { signal: stop.signal }));
  expect(error).toMatchObject({ name: 'AlignNetworkError', timedOut: false, cause: { name: 'AbortError' } });
});

test('does not keep the key that a broken HTTP answer echoes', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (request) => socket.end(`NONSENSE ${request.toString()}`));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const error = await rejection(clientOf({ baseUrl: `http://127.0.0.1:${port}/api/v1` }).call('getMe'));
  expect(error).toBeInstanceOf(AlignNetworkError);
  expect(inspect(error, { depth: 10 })).not.toContain(apiKey);
});

test('lets clients of many keys share the connections of a process', async () => {
  const { baseUrl, seen } = await startStandIn((response) => answerJson(response, me));
  const transport = createAlignTransport({ baseUrl });
  onTestFinished(() => transport.close());
  const keys = ['ako_one', 'ako_two'];
  await Promise.all(keys.map((key) => alignClient(transport, { reveal: () => key }).call('getMe')));
  expect(new Set(seen.map(({ headers }) => headers.authorization))).toEqual(
    new Set(['Bearer ako_one', 'Bearer ako_two']),
  );
});

test('lets a running call end when the transport closes, and refuses the next', async () => {
  const started = Promise.withResolvers<() => void>();
  const { baseUrl } = await startStandIn((response) => started.resolve(() => answerJson(response, me)));
  const transport = createAlignTransport({ baseUrl });
  const client = alignClient(transport, { reveal: () => apiKey });
  const running = client.call('getMe');
  const answer = await started.promise;
  const closed = transport.close();
  answer();
  expect(await running).toMatchObject({ organizationId: 'org-1' });
  await closed;
  expect(await rejection(client.call('getMe'))).toBeInstanceOf(AlignNetworkError);
});

test('refuses a compressed answer instead of unpacking it', async () => {
  const client = await clientAnswered({
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    body: Buffer.from([0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0]),
  });
  expect(await rejection(client.call('getMe'))).toBeInstanceOf(AlignUnreadableAnswerError);
});

const projectCall = {
  body: {
    name: 'P',
    timeBillingEnabled: true,
    externalRef: { provider: 'illumera', externalType: 'project', externalId: 'p1' },
  },
} as const;
