import { type AlignTransport, alignClient, createAlignTransport } from '@illumera/align-client';
import { concealed } from '@illumera/sealed';
import { useTestDatabase } from '@illumera/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  askingClients,
  createCircuits,
  handleDelivery,
  hashKey,
  openBudget,
  type OpenKey,
  SlotDeniedError,
} from '../../src/index.ts';
import { inboundCompany, moment } from '../inbound-company.ts';
import { asWorker } from '../support/as-worker.ts';
import { type AlignStub, type StubAnswer, startAlignStub } from '../support/start-align-stub.ts';

const { database } = await useTestDatabase();
let stub: AlignStub;
let transport: AlignTransport;
let answer: () => StubAnswer;

beforeAll(async () => {
  stub = await startAlignStub(() => answer());
  transport = createAlignTransport({ baseUrl: stub.baseUrl });
});
afterAll(async () => {
  await transport.close();
  await stub.stop();
});

/** A company with an entry that two events of one time are about, and Align in the stub's place. */
async function askingCompany(apiKey: string, circuits = createCircuits()) {
  const company = await inboundCompany(database);
  const entry = await company.linkedEntry();
  const openKey: OpenKey = (connection) =>
    connection.id === company.connection.id
      ? {
          keyHash: hashKey(apiKey),
          client: (options) => alignClient(transport, concealed(apiKey), options),
        }
      : undefined;
  const alignOf = askingClients(database, { openKey, circuits });
  const deliver = (eventName: string) =>
    company.deliver(
      { eventName, occurredAt: moment(1), entityId: entry.alignId, payload: { projectId: 'p_1' } },
      alignOf,
    );
  answer = () => ({
    status: 200,
    body: { data: [{ id: entry.alignId, status: 'draft', minutes: 33 }], total: 1 },
  });
  const asked = () => stub.requests.filter((request) => request.apiKey === apiKey);
  return { ...company, entry, deliver, asked, openKey, circuits, alignOf };
}

test("asks Align over HTTP with the connection's key, and goes by what it says", async () => {
  const { deliver, asked, readEntry, entry } = await askingCompany('ako_asks');
  await deliver('time.approved');
  expect(asked()).toEqual([]);
  expect(await deliver('time.unlocked')).toEqual({ kind: 'applied' });
  expect(asked()).toMatchObject([
    { method: 'GET', path: expect.stringMatching(/^\/api\/v1\/projects\/p_1\/time-entries\?/) },
  ]);
  expect(await readEntry(entry.id)).toMatchObject({ status: 'draft', minutes: 33 });
});

test("counts what it asks in the key's budget, and asks nothing while the key rests", async () => {
  const { deliver, asked, readDelivery, discrepancies, entry, readEntry } = await askingCompany('ako_rests');
  await deliver('time.approved');
  answer = () => ({ status: 429, headers: { 'retry-after': '40' } });
  expect(await deliver('time.unlocked')).toMatchObject({ kind: 'later', afterSeconds: 40 });
  answer = () => ({ status: 200, body: { data: [], total: 0 } });
  const again = await deliver('time.locked');
  expect(again).toMatchObject({ kind: 'later' });
  expect(asked()).toHaveLength(1);
  const budget = openBudget(database, { keyHash: hashKey('ako_rests'), lane: 'live', patienceMs: 0 });
  await expect(budget.within({ call: async () => undefined as never }).call('getMe', {})).rejects.toThrow(
    SlotDeniedError,
  );
  const waiting = await database
    .selectFrom('alignWebhookDeliveries')
    .select('id')
    .where('entityId', '=', entry.alignId)
    .where('status', '=', 'received')
    .execute();
  expect(waiting).toHaveLength(2);
  for (const { id } of waiting) {
    const { attempts, dueAt } = await readDelivery(id);
    expect(attempts).toBe(0);
    expect((dueAt.getTime() - Date.now()) / 1000).toBeGreaterThan(30);
  }
  expect((await readEntry(entry.id)).status).toBe('approved');
  expect(await discrepancies()).toEqual([]);
});

test('comes back later, without an attempt, while calls to Align are held back', async () => {
  const { deliver, asked, circuits, openKey, connection, entry, readEntry } = await askingCompany('ako_down');
  await deliver('time.approved');
  answer = () => ({ status: 503 });
  const client = openKey({ ...connection })?.client({});
  if (client === undefined) throw new Error('the key does not open');
  const failing = circuits.around(connection.id, client, (each) => each);
  while (circuits.open().connections === 0) await failing.call('getMe', {}).catch(() => undefined);
  const before = asked().length;
  expect(await deliver('time.unlocked')).toMatchObject({ kind: 'later' });
  expect(asked()).toHaveLength(before);
  expect((await readEntry(entry.id)).status).toBe('approved');
});

test('goes by the status further along where the key does not open or is refused', async () => {
  const refused = await askingCompany('ako_refused');
  await refused.deliver('time.approved');
  answer = () => ({ status: 401 });
  await refused.deliver('time.locked');
  expect((await refused.readEntry(refused.entry.id)).status).toBe('locked');
  expect(await statusOf(refused.connection.id)).toBe('error');
  await refused.deliver('time.invoiced');
  expect((await refused.readEntry(refused.entry.id)).status).toBe('invoiced');
  expect(refused.asked()).toHaveLength(1);

  const closed = await inboundCompany(database);
  const entry = await closed.linkedEntry();
  const none = askingClients(database, { openKey: () => undefined, circuits: createCircuits() });
  for (const eventName of ['time.approved', 'time.unlocked']) {
    await closed.deliver({ eventName, occurredAt: moment(1), entityId: entry.alignId }, none);
  }
  expect((await closed.readEntry(entry.id)).status).toBe('approved');
});

const statusOf = async (connectionId: string) => {
  const connection = await database
    .selectFrom('alignConnections')
    .select('status')
    .where('id', '=', connectionId)
    .executeTakeFirstOrThrow();
  return connection.status;
};

const evidenceOf = (companyId: string) =>
  database
    .selectFrom('alignReleaseEvidence')
    .select('alignReleaseId')
    .where('companyId', '=', companyId)
    .execute();

test.each([401, 403])(
  'fetches the evidence of a release once a key works again, where Align answered %i',
  async (status) => {
    const company = await askingCompany(`ako_evidence_${status}`);
    answer = () => ({ status });
    const { id } = await company.store({ eventName: 'release.released', entityId: 'rel_1' });
    const handle = () => handleDelivery(asWorker(database, company.tenantId), id, company.alignOf);
    expect(await handle()).toMatchObject({ kind: 'later' });
    expect(await statusOf(company.connection.id)).toBe(status === 401 ? 'error' : 'active');
    expect(await company.readDelivery(id)).toMatchObject({ status: 'received', attempts: 0 });
    expect(await evidenceOf(company.companyId)).toEqual([]);

    await database
      .updateTable('alignConnections')
      .set({ status: 'active' })
      .where('id', '=', company.connection.id)
      .execute();
    answer = () => ({ status: 200, body: { checks: [] } });
    expect(await handle()).toEqual({ kind: 'applied' });
    expect(await evidenceOf(company.companyId)).toEqual([{ alignReleaseId: 'rel_1' }]);
  },
);

test('waits with the evidence of a release while a connection has no key that works, and not once it has ended', async () => {
  const company = await askingCompany('ako_none');
  const { id } = await company.store({ eventName: 'release.released', entityId: 'rel_1' });
  const handle = () => handleDelivery(asWorker(database, company.tenantId), id, company.alignOf);
  const become = (status: 'error' | 'disconnected') =>
    database
      .updateTable('alignConnections')
      .set({ status })
      .where('id', '=', company.connection.id)
      .execute();
  await become('error');
  expect(await handle()).toMatchObject({ kind: 'later' });
  await become('disconnected');
  expect(await handle()).toMatchObject({ kind: 'ignored' });
  expect(company.asked()).toEqual([]);
});
