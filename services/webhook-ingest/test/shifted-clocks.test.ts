import { useTestDatabase } from '@illumera/testkit';
import { afterEach, expect, test, vi } from 'vitest';
import { createIngest, createReceiver, envelope, postPatiently, signedDelivery } from './ingest.ts';

const { database } = await useTestDatabase();
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

afterEach(() => void vi.useRealTimers());

/** Sets this process's clock on or back, as an operator or NTP does; what measures durations goes on. */
function shiftClock(byMs: number): void {
  vi.useRealTimers();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + byMs });
}

test.each([-290_000, 290_000])('takes what is signed now while its clock is %d ms off', async (shiftMs) => {
  const { server } = await createIngest(database);
  const { url, secret, deliveries } = await createReceiver(database);
  const delivery = signedDelivery(secret);
  shiftClock(shiftMs);
  expect(await postPatiently(server, { url, ...delivery })).toEqual({
    status: 200,
    body: { received: true },
  });
  expect(await deliveries()).toHaveLength(1);
});

test.each([-HOUR_MS, -310_000, 310_000, HOUR_MS])(
  'refuses as stale while its clock is %d ms off, knows what it has, and takes the rest once it is right',
  async (shiftMs) => {
    const { server } = await createIngest(database);
    const { url, secret, deliveries } = await createReceiver(database);
    const [known, event] = [envelope(), envelope()];
    const post = async (body: object) => postPatiently(server, { url, ...signedDelivery(secret, body) });
    await post(known);
    const late = [known, event].map((body) => signedDelivery(secret, body));
    shiftClock(shiftMs);
    const answers = await Promise.all(late.map((delivery) => postPatiently(server, { url, ...delivery })));
    expect(answers).toEqual([
      { status: 200, body: { received: true, deduplicated: true } },
      { status: 400, body: { error: 'stale_timestamp' } },
    ]);
    shiftClock(0);
    expect(await post(event)).toEqual({ status: 200, body: { received: true } });
    expect(await deliveries()).toHaveLength(2);
  },
);

test('counts a minute by what has gone by, however far its clock is set back', async () => {
  const { server } = await createIngest(database, { limits: { deliveriesPerConnection: 1 } });
  const { url, secret } = await createReceiver(database);
  const post = async () => (await postPatiently(server, { url, ...signedDelivery(secret) })).status;
  const signedAtMs = Date.now();
  vi.useFakeTimers({ toFake: ['Date', 'performance'], now: signedAtMs });
  expect([await post(), await post()]).toEqual([200, 429]);
  const gone = performance.now() + MINUTE_MS + 1;
  vi.advanceTimersByTime(MINUTE_MS + 1);
  expect(performance.now()).toBe(gone);
  vi.setSystemTime(signedAtMs - HOUR_MS);
  expect(await post()).toBe(200);
});
