import { inspect } from 'node:util';
import { leakedSecrets } from '@illumera/testkit';
import { expect, test } from 'vitest';
import {
  AlignApiError,
  AlignInvalidCallError,
  AlignRateLimitError,
  AlignUnreadableAnswerError,
  alignClient,
  createAlignTransport,
  type RateLimitReading,
} from '../src/index.ts';
import { answerJson, apiKey, clientAnswered, clientOf, rejection, startStandIn } from './stand-in.ts';

const json = { 'content-type': 'application/json' };

test.each([
  ['HTML', { headers: { 'content-type': 'text/html' }, body: '<h1>Sign in</h1>' }],
  ['JSON that calls itself text', { headers: { 'content-type': 'text/plain' }, body: '{"id":"p-1"}' }],
  ['no content type', { headers: {}, body: '{"id":"p-1"}' }],
  ['malformed JSON', { headers: json, body: '{"id":"p-1"' }],
  ['invalid UTF-8', { headers: json, body: Buffer.from('{"id":"p-1","name":"\xff"}', 'latin1') }],
  ['an empty 200', { headers: json, body: '' }],
  ['a 204', { status: 204, headers: {} }],
  ['null', { headers: json, body: 'null' }],
  ['an array', { headers: json, body: '[{"id":"p-1"}]' }],
  ['no id', { headers: json, body: '{"name":"P"}' }],
  ['an empty id', { headers: json, body: '{"id":""}' }],
  ['a number for an id', { headers: json, body: '{"id":7}' }],
  ['an id that climbs', { headers: json, body: '{"id":"../../users"}' }],
  ['an id with a query', { headers: json, body: '{"id":"p-1?x=1"}' }],
  ['an id of 65 characters', { headers: json, body: JSON.stringify({ id: 'a'.repeat(65) }) }],
])('does not take %s for a created project', async (_what, answer) => {
  const client = await clientAnswered(answer);
  const error = await rejection(
    client.call('createProject', {
      body: {
        name: 'P',
        timeBillingEnabled: true,
        externalRef: { provider: 'illumera', externalType: 'project', externalId: 'p1' },
      },
    }),
  );
  expect(error).toBeInstanceOf(AlignUnreadableAnswerError);
});

test.each([
  ['204', { status: 204, headers: {} }],
  ['200 and JSON', { headers: json, body: '{"deleted":true}' }],
])('takes %s for a deletion', async (_what, answer) => {
  const client = await clientAnswered(answer);
  expect(await client.call('deleteTimeEntry', { params: { timeEntryId: 'te-1' } })).toBeUndefined();
});

test('does not take a page of a proxy for a deletion', async () => {
  const client = await clientAnswered({ headers: { 'content-type': 'text/html' }, body: '<h1>Sign in</h1>' });
  const error = await rejection(client.call('deleteTimeEntry', { params: { timeEntryId: 'te-1' } }));
  expect(error).toBeInstanceOf(AlignUnreadableAnswerError);
});

test.each([
  ['{"message":"minutes must be positive"}', 'minutes must be positive'],
  ['{"error":{"code":"validation_error","message":"no such user"}}', 'no such user'],
  ['{"error":"unknown_event_names","invalid":["time.locked"]}', 'unknown_event_names'],
])('carries what Align says in %s', async (body, said) => {
  const client = await clientAnswered({ status: 400, headers: json, body });
  const error = await rejection(client.call('getMe'));
  expect(error).toBeInstanceOf(AlignApiError);
  expect(error).toMatchObject({ status: 400, body: JSON.parse(body) });
  expect(error).toHaveProperty('message', `getMe: Align answered 400: ${said}`);
});

test('carries the start of an error that is not JSON', async () => {
  const client = await clientAnswered({ status: 502, headers: {}, body: 'x'.repeat(2000) });
  expect(await rejection(client.call('getMe'))).toMatchObject({ status: 502, body: 'x'.repeat(500) });
});

test('keeps messages short and fit to be stored', async () => {
  const body = JSON.stringify({ message: `a\0b\ud800${'😀'.repeat(400)}` });
  const client = await clientAnswered({ status: 422, headers: json, body });
  const error = await rejection(client.call('getMe'));
  if (!(error instanceof AlignApiError)) throw error;
  expect(error.message.length).toBeLessThanOrEqual(500);
  expect(error.message).not.toContain('\0');
  expect(error.message.isWellFormed()).toBe(true);
});

const escaped = apiKey.replaceAll(/./g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);
test.each([
  ['in a message', `{"message":"bad header Bearer ${apiKey}"}`],
  ['deep inside', `{"request":{"headers":[{"authorization":"Bearer ${apiKey}"}]}}`],
  ['as a name', `{"${apiKey}":1}`],
  ['escaped', `{"message":"${escaped}"}`],
  ['in Base64', JSON.stringify({ message: Buffer.from(apiKey).toString('base64') })],
  [
    'in Base64 with its header',
    JSON.stringify({ message: Buffer.from(`Bearer ${apiKey}`).toString('base64') }),
  ],
  ['in Base64 after one byte', JSON.stringify({ message: Buffer.from(`:${apiKey}`).toString('base64url') })],
  ['in hexadecimal digits', JSON.stringify({ message: Buffer.from(`Bearer ${apiKey}`).toString('hex') })],
  ['in large ones', JSON.stringify({ message: Buffer.from(apiKey).toString('hex').toUpperCase() })],
  ['in text', `bad header Bearer ${apiKey}`],
  ['across the end of the text that is kept', `${'x'.repeat(490)}${apiKey}`],
])('blots out the key that Align echoes %s', async (_where, body) => {
  for (const status of [200, 401, 429]) {
    const client = await clientAnswered({ status, headers: json, body });
    const error = await rejection(client.call('createWebhook', { body: webhook }));
    const shown = `${inspect(error, { depth: 20 })}${JSON.stringify(error)}`;
    expect(leakedSecrets(shown, { apiKey })).toEqual([]);
  }
});
const webhook = { destinationUrl: 'https://api.illumera.us/hook', eventNames: ['time.approved'] };

test('keeps a webhook secret out of the error about an answer it came in', async () => {
  const client = await clientAnswered({ headers: json, body: '{"hmacSecret":"whsec_canary"}' });
  const error = await rejection(client.call('createWebhook', { body: webhook }));
  expect(error).toBeInstanceOf(AlignUnreadableAnswerError);
  expect(inspect(error, { depth: 20 })).not.toContain('whsec_canary');
});

test.each([
  ['12', 12],
  ['0', 1],
  ['7200', 3600],
])('waits as long as Retry-After %s says, within 1 s and 1 h', async (retryAfter, seconds) => {
  const client = await clientAnswered({
    status: 429,
    headers: { ...json, 'retry-after': retryAfter },
    body: '{}',
  });
  const error = await rejection(client.call('getMe'));
  expect(error).toBeInstanceOf(AlignRateLimitError);
  expect(error).not.toBeInstanceOf(AlignApiError);
  expect(error).toMatchObject({ retryAfterSeconds: seconds });
});

test('reads a Retry-After date against the clock of Align', async () => {
  const client = await clientAnswered({
    status: 429,
    headers: {
      date: 'Wed, 21 Oct 2026 07:28:00 GMT',
      'retry-after': 'Wed, 21 Oct 2026 07:28:30 GMT',
    },
  });
  expect(await rejection(client.call('getMe'))).toMatchObject({ retryAfterSeconds: 30 });
});

test('reads the wait from the body of a 429 without the header', async () => {
  const client = await clientAnswered({ status: 429, headers: json, body: '{"retryAfter":1800}' });
  expect(await rejection(client.call('getMe'))).toMatchObject({ retryAfterSeconds: 1800 });
});

test('tells the observer of the rate limit with answers and with errors', async () => {
  const readings: RateLimitReading[] = [];
  let remaining = 600;
  const { baseUrl } = await startStandIn((response) => {
    remaining -= 1;
    response.setHeader('x-ratelimit-limit', '600').setHeader('x-ratelimit-remaining', String(remaining));
    response.setHeader('x-ratelimit-reset', remaining === 599 ? '1700000060' : 'soon');
    answerJson(response, { organizationId: 'org-1', scope: 'organization' }, remaining === 599 ? 200 : 500);
  });
  const client = clientOf({ baseUrl }, { onRateLimit: (reading) => readings.push(reading) });
  await client.call('getMe');
  await rejection(client.call('getMe'));
  expect(readings).toEqual([
    { limit: 600, remaining: 599, resetsAtSeconds: 1_700_000_060 },
    { limit: 600, remaining: 598, resetsAtSeconds: undefined },
  ]);
});

test.each(['', '.', '..', '../users', 'a/b', 'a?b=c', 'a%2fb', 'a:b', 'a b', 'é', 'a'.repeat(65)])(
  'sends nothing for the id %j',
  async (projectId) => {
    const { baseUrl, seen } = await startStandIn((response) => answerJson(response, {}));
    const error = await rejection(clientOf({ baseUrl }).call('getCostSummary', { params: { projectId } }));
    expect(error).toBeInstanceOf(AlignInvalidCallError);
    expect(seen).toHaveLength(0);
  },
);

test('sends nothing that does not fit the endpoint', async () => {
  const { baseUrl, seen } = await startStandIn((response) => answerJson(response, {}));
  const client = clientOf({ baseUrl });
  const invites = Array.from({ length: 51 }, (_, i) => ({
    email: `${i}@example.com`,
    name: 'A',
    role: 'developer' as const,
    externalRef: { provider: 'illumera' as const, externalType: 'user' as const, externalId: `u${i}` },
  }));
  const params = { timeEntryId: 'te-1' };
  const errors = await Promise.all([
    rejection(client.call('listUsers', { query: { pageSize: 101 } })),
    rejection(client.call('bulkInviteUsers', { body: { invites, sendInvite: false } })),
    rejection(client.call('updateTimeEntry', { params, body: { workDate: '2026-02-30' } })),
    rejection(client.call('submitTimeEntry', { params, idempotencyKey: 'a\r\nx: y' })),
  ]);
  for (const error of errors) expect(error).toBeInstanceOf(AlignInvalidCallError);
  expect(seen).toHaveLength(0);
});

test.each(['\t', 'ako_1\r\nx-admin: 1', 'ako_1 ', 'schlüssel', 'a'.repeat(256)])(
  'sends nothing with the key %j and does not repeat it',
  async (key) => {
    const { baseUrl, seen } = await startStandIn((response) => answerJson(response, {}));
    const transport = createAlignTransport({ baseUrl });
    const error = await rejection(alignClient(transport, { reveal: () => key }).call('getMe'));
    expect(error).toBeInstanceOf(AlignInvalidCallError);
    expect(inspect(error)).not.toContain(key);
    expect(seen).toHaveLength(0);
    await transport.close();
  },
);
