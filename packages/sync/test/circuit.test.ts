import { type AlignTransport, createAlignTransport } from '@illumera/align-client';
import { until, useTestDatabase } from '@illumera/testkit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createCircuits } from '../src/index.ts';
import { sendingCompany } from './support/sending-company.ts';
import { type AlignStub, startAlignStub } from './support/start-align-stub.ts';

const { database } = await useTestDatabase();
let stub: AlignStub;
let transport: AlignTransport;
let isDown = false;
const refused = new Set<string>();
const poisoned = new Set<string>();
let companies = 0;
const newKey = () => `ako_circuit${++companies}`;

beforeAll(async () => {
  stub = await startAlignStub(({ apiKey, method }) => {
    if (isDown || refused.has(apiKey)) return { status: 503 };
    if (poisoned.has(apiKey) && method !== 'GET') return { status: 500 };
    if (method === 'GET') {
      return { status: 200, body: { organizationId: 'org', scope: 'organization', permissions: [] } };
    }
    return { status: 201, body: { id: `project-${stub.requests.length}` } };
  });
  transport = createAlignTransport({ baseUrl: stub.baseUrl });
});
afterAll(async () => {
  await transport.close();
  await stub.stop();
});
beforeEach(() => {
  isDown = false;
  refused.clear();
});

test('holds calls back while Align is down, uses no attempt meanwhile, and sends everything afterwards', async () => {
  const circuits = createCircuits({ probeAfterMs: 300 });
  const company = await sendingCompany(database, { transport, apiKey: newKey(), circuits });
  await company.addProjects(60);
  const before = stub.requests.length;
  isDown = true;
  await company.drain();
  expect(circuits.open().connections).toBe(1);
  const callsToOpen = stub.requests.length - before;
  expect(callsToOpen).toBeLessThan(45);

  const attemptsBefore = (await company.intents()).map((intent) => intent.attempts);
  await company.hurry();
  await company.drain();
  expect(stub.requests.length - before - callsToOpen).toBeLessThanOrEqual(1);
  await until('the time to try again', async () => {
    await company.hurry();
    await company.drain();
    return stub.requests.length - before - callsToOpen >= 2;
  });
  expect((await company.intents()).map((intent) => intent.attempts)).toEqual(attemptsBefore);

  isDown = false;
  await until('everything sent', async () => {
    await company.hurry();
    await company.drain();
    return (await company.intents()).every((intent) => intent.status === 'done');
  });
  expect(circuits.open()).toEqual({ connections: 0, everybody: false });
});

test('keeps sending for the others while Align fails for one company', async () => {
  const circuits = createCircuits();
  const failing = await sendingCompany(database, { transport, apiKey: newKey(), circuits });
  const apiKey = newKey();
  const other = await sendingCompany(database, { transport, apiKey, circuits });
  refused.add(`ako_circuit${companies - 1}`);
  await failing.addProjects(40);
  await failing.drain();
  await other.addProjects(3);
  await other.drain();
  expect(circuits.open()).toEqual({ connections: 1, everybody: false });
  expect((await other.intents()).map((intent) => intent.status)).toEqual(['done', 'done', 'done']);
});

test('holds everybody back once calls fail for one company after the other', async () => {
  const circuits = createCircuits();
  isDown = true;
  for (let company = 0; company < 3; company += 1) {
    const { addProjects, drain } = await sendingCompany(database, { transport, apiKey: newKey(), circuits });
    await addProjects(9);
    await drain();
  }
  expect(circuits.open()).toEqual({ connections: 0, everybody: true });
  const before = stub.requests.length;
  const another = await sendingCompany(database, { transport, apiKey: newKey(), circuits });
  await another.addProjects(1);
  await another.drain();
  expect(stub.requests).toHaveLength(before);
  expect((await another.intents()).map((intent) => [intent.status, intent.attempts])).toEqual([
    ['pending', 0],
  ]);
});

test('lets what Align always fails on use up its attempts, though nothing else is sent, and sends the rest', async () => {
  const circuits = createCircuits({ probeAfterMs: 30 });
  const apiKey = newKey();
  const company = await sendingCompany(database, { transport, apiKey, circuits });
  poisoned.add(apiKey);
  await company.addProjects(25);
  await until('the attempts to be used up', async () => {
    await company.hurry();
    await company.drain();
    return (await company.intents()).every((intent) => intent.status === 'failed' && intent.attempts === 5);
  });
  poisoned.clear();
  await company.addProjects(1);
  const next = await until('the next one', async () => {
    await company.hurry();
    await company.drain();
    const last = (await company.intents()).at(-1);
    return last?.status === 'done' && last;
  });
  expect(next.attempts).toBe(0);
});
