import { type AlignTransport, createAlignTransport } from '@illumera/align-client';
import { until, useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createCircuits } from '../src/index.ts';
import { sendingCompany } from './support/sending-company.ts';
import { type AlignStub, type StubAnswer, startAlignStub } from './support/start-align-stub.ts';

const { database } = await useTestDatabase();
let stub: AlignStub;
let transport: AlignTransport;
let answer: () => StubAnswer;
const HOUR_MS = 3_600_000;
const SHIFTS_MS = [-HOUR_MS, HOUR_MS];

beforeAll(async () => {
  stub = await startAlignStub(() => answer());
  transport = createAlignTransport({ baseUrl: stub.baseUrl });
});
afterAll(async () => {
  await transport.close();
  await stub.stop();
});
beforeEach(() => {
  answer = () => ({ status: 201, body: { id: `project-${stub.requests.length}` } });
});
afterEach(() => void vi.useRealTimers());

/** Sets this process's clock on or back, as an operator or NTP does; what measures durations goes on. */
function shiftClock(byMs: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + byMs });
}

test.each(SHIFTS_MS)(
  'asks whether Align is back after as long as ever, though its clock was set by %d ms while Align was down',
  async (shiftMs) => {
    const probeAfterMs = 1_000;
    const circuits = createCircuits({ probeAfterMs });
    const company = await sendingCompany(database, { transport, apiKey: `ako_down${shiftMs}`, circuits });
    await company.addProjects(30);
    answer = () => ({ status: 503 });
    await company.drain();
    const openedAtMs = performance.now();
    expect(circuits.open().connections).toBe(1);
    const calls = stub.requests.length;
    shiftClock(shiftMs);
    const probed = await until('a question', async () => {
      await company.hurry();
      await company.drain();
      return stub.requests.length > calls && performance.now();
    });
    expect(probed - openedAtMs).toBeGreaterThan(probeAfterMs / 2);
  },
);

test.each(SHIFTS_MS)(
  'drains again when the key has rested, though its own clock is %d ms off',
  async (shiftMs) => {
    const apiKey = `ako_rests${shiftMs}`;
    const company = await sendingCompany(database, { transport, apiKey });
    await company.addProjects(1);
    answer = () => ({ status: 429, headers: { 'retry-after': '30' } });
    await company.drain();
    await sql`
      select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker._private_jobs
    `.execute(database);
    shiftClock(shiftMs);
    expect(await company.drain()).toBe('blocked');
    const { rows } = await sql<{ seconds: number }>`
      select extract(epoch from run_at - now())::float8 as seconds from graphile_worker.jobs
      where task_identifier = 'drain'
    `.execute(database);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.seconds).toBeGreaterThan(20);
    expect(rows[0]?.seconds).toBeLessThan(40);
  },
);

test.each(SHIFTS_MS)(
  'rests for as long as Align says by a date, though its own clock is %d ms off',
  async (shiftMs) => {
    const company = await sendingCompany(database, { transport, apiKey: `ako_date${shiftMs}` });
    await company.addProjects(1);
    const date = new Date();
    answer = () => ({
      status: 429,
      headers: { date: date.toUTCString(), 'retry-after': new Date(date.getTime() + 30_000).toUTCString() },
    });
    shiftClock(shiftMs);
    await company.drain();
    const { rows } = await sql<{ seconds: number }>`
      select extract(epoch from blocked_until - now())::float8 as seconds from align_connections
      where id = ${company.connectionId}
    `.execute(database);
    expect(rows[0]?.seconds).toBeGreaterThan(20);
    expect(rows[0]?.seconds).toBeLessThan(40);
  },
);
