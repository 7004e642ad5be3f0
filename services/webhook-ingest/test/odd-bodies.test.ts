import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { handleDelivery, listDeliveries } from '@illumera/sync';
import {
  createUser,
  useTestDatabase,
  vectorsDirectory,
  vectorsMissing,
  vectorsNote,
} from '@illumera/testkit';
import { expect, test } from 'vitest';
import { createIngest, createReceiver, postPatiently, signedBytes } from './ingest.ts';

const { database } = await useTestDatabase();
const { server } = await createIngest(database);

type Receiver = Awaited<ReturnType<typeof createReceiver>>;

async function post({ url, secret }: Receiver, body: Buffer, eventName = 'time.approved'): Promise<string> {
  const headers = { ...signedBytes(secret, body), 'x-align-event': eventName };
  const answer = await postPatiently(server, { url, headers, body });
  return `${answer.status} ${answer.body.error ?? 'received'}`;
}

/** An event whose payload holds this text where JSON has a value. */
function holding(json: Buffer | string, eventName = 'time.approved') {
  const id = randomUUID();
  const before = `{"id":"${id}","eventName":"${eventName}","entityId":"te_1","payload":{"a":`;
  return { id, body: Buffer.concat([Buffer.from(before), Buffer.from(json), Buffer.from('}}')]) };
}

async function seenBy(receiver: Receiver, limit = 200) {
  const { tenantId } = receiver.connection;
  const user = await createUser(database, { tenantId, role: 'platform_admin' });
  const actor = {
    userId: user.id,
    tenantId,
    companyId: null,
    personId: null,
    role: 'platform_admin',
  } as const;
  const listed = await listDeliveries(database, actor, { limit });
  return listed.kind === 'done' ? listed.value.data : [];
}

test.each([
  ['NUL', '"a\\u0000b"'],
  ['NUL in a key', '{"a\\u0000":1}'],
  ['half a surrogate pair', '"\\ud800"'],
  ['the other half in a key', '{"\\udfff":1}'],
  ['a number beyond all numbers', '1e200000'],
  ['a number that is hardly one', '-1e-200000'],
  ['a very long number', '9'.repeat(20_000)],
  ['thirty levels', `${'['.repeat(29)}${']'.repeat(29)}`],
  ['a key of 6 kB', `{"${'k'.repeat(6_000)}":1}`],
  ['the same key twice', '{"a":1,"a":2}'],
  [
    'the name of a prototype',
    '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
  ],
  ['nearly all there is room for', JSON.stringify('x'.repeat(1_000_000))],
])('keeps, acknowledges, handles and shows a body with %s', async (_what, json) => {
  const receiver = await createReceiver(database);
  const { id, body } = holding(json, 'entry.created');
  expect(await post(receiver, body, 'entry.created')).toBe('200 received');
  const [row] = await receiver.deliveries();
  expect(row?.body.equals(body)).toBe(true);
  expect(await handleDelivery(database, row?.id ?? '', () => undefined)).toMatchObject({ kind: 'ignored' });
  expect(await seenBy(receiver)).toMatchObject([
    { eventId: id, status: 'processed', outcome: 'ignored: kept as a record', error: null },
  ]);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test.each([
  '0000-01-01T00:00:00Z',
  '0000-12-31T23:59:59.999-00:01',
  '0001-01-01T00:00:00+12:00',
  '9999-12-31T23:59:59-12:00',
  '9999-12-31T23:59:59.999999999Z',
  '2026-02-29T00:00:00Z',
  '-271821-04-20T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  'yesterday',
])('keeps, acknowledges, handles and shows an event of the time %s', async (occurredAt) => {
  const receiver = await createReceiver(database);
  const body = Buffer.from(
    JSON.stringify({ id: randomUUID(), eventName: 'entry.created', occurredAt, payload: {} }),
  );
  expect(await post(receiver, body, 'entry.created')).toBe('200 received');
  const [row] = await receiver.deliveries();
  expect(row?.body.equals(body)).toBe(true);
  expect(await handleDelivery(database, row?.id ?? '', () => undefined)).toMatchObject({ kind: 'ignored' });
  expect(await seenBy(receiver)).toMatchObject([{ status: 'processed', error: null }]);
});

test.each([
  ['as deep as JSON.parse goes', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ['that never ends', '['.repeat(100_000)],
  ['that is no number', '1e'],
  ['that is no text', '"\\x"'],
])('calls a signed body %s malformed', async (_what, json) => {
  const receiver = await createReceiver(database);
  expect(await post(receiver, holding(json).body)).toBe('400 malformed_body');
  expect(await receiver.deliveries()).toEqual([]);
});

/** What is done at once. */
function groupsOf<Item>(items: readonly Item[], size = 12): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, group) =>
    items.slice(group * size, (group + 1) * size),
  );
}

test.skipIf(vectorsMissing)(
  `stores every text of the JSON test suite that is JSON, byte by byte, and calls the others malformed${vectorsNote}`,
  async () => {
    const receiver = await createReceiver(database);
    const folder = `${vectorsDirectory}/json-test-suite/test_parsing`;
    const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
    const kept = new Map<string, Buffer>();
    const answers = new Map<string, string>();
    const postFile = async (file: string) => {
      const json = readFileSync(`${folder}/${file}`);
      const { id, body } = holding(json);
      const answer = await post(receiver, body);
      answers.set(file, answer);
      if (answer === '200 received') kept.set(id, body);
      const bare = await post(receiver, json);
      expect([file, bare]).toEqual([file, expect.stringMatching(/^(200 received|400 malformed_body)$/)]);
    };
    for (const group of groupsOf(files)) await Promise.all(group.map(postFile));
    const answersOf = (kind: string) =>
      new Set([...answers].filter(([file]) => file.startsWith(kind)).map(([, answer]) => answer));
    expect(answersOf('y_')).toEqual(new Set(['200 received']));
    expect(answersOf('i_')).toEqual(new Set(['200 received', '400 malformed_body']));
    expect([...answers].filter(([, answer]) => !/^(200 received|400 malformed_body)$/.test(answer))).toEqual(
      [],
    );
    const rows = (await receiver.deliveries()).filter(({ eventId }) => kept.has(eventId));
    expect(rows).toHaveLength(kept.size);
    expect(rows.filter(({ eventId, body }) => kept.get(eventId)?.equals(body) !== true)).toEqual([]);
    for (const group of groupsOf(rows)) {
      const handled = await Promise.all(group.map(({ id }) => handleDelivery(database, id, () => undefined)));
      expect(handled.filter(({ kind }) => kind === 'failed')).toEqual([]);
    }
    expect(files.length).toBeGreaterThanOrEqual(318);
  },
  180_000,
);
