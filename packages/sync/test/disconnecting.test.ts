import { createAlignTransport } from '@illumera/align-client';
import { until, useTestDatabase } from '@illumera/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendingCompany } from './support/sending-company.ts';
import { type AlignStub, startAlignStub } from './support/start-align-stub.ts';

const { database } = await useTestDatabase();
/** What had been let out before the disconnect may arrive within this. */
const ON_ITS_WAY_MS = 200;
let stub: AlignStub;
beforeAll(async () => {
  stub = await startAlignStub(() => ({ status: 201, body: { id: `project-${stub.requests.length}` } }));
});
afterAll(() => stub.stop());

test('sends nothing after a disconnect, not even what had waited for its slot, and uses no attempt', async () => {
  const transport = createAlignTransport({ baseUrl: stub.baseUrl });
  const limit = { requests: 100, windowMs: 10_000 };
  const company = await sendingCompany(database, { transport, apiKey: 'ako_ending', limit });
  await company.addProjects(16, 'backfill');
  const draining = company.drain();
  await until('calls', async () => stub.requests.length >= 2);
  const setStatus = (status: 'active' | 'disconnected') =>
    database.updateTable('alignConnections').set({ status }).where('id', '=', company.connectionId).execute();
  await setStatus('disconnected');
  const disconnectedAt = performance.now();
  await draining;

  const late = stub.requests.filter((request) => request.atMs > disconnectedAt + ON_ITS_WAY_MS);
  expect(late).toEqual([]);
  const left = (await company.intents()).filter((intent) => intent.status !== 'done');
  expect(new Set(left.map((intent) => `${intent.status} ${intent.attempts}`))).toEqual(
    new Set(['pending 0']),
  );
  expect(left.length).toBeGreaterThan(6);

  await setStatus('active');
  await company.hurry();
  await company.drain();
  expect((await company.intents()).every((intent) => intent.status === 'done')).toBe(true);
  expect(stub.requests).toHaveLength(16);
  await transport.close();
});
