import { expect, test } from 'vitest';
import { manualClock } from './support/manual-clock.ts';
import { startEntry, startOrganization, startSandbox } from './support/start-sandbox.ts';
import { startReceiver } from './support/start-receiver.ts';

async function run(seed: string) {
  const clock = manualClock('2026-05-01T12:00:00.000Z');
  const sandbox = await startSandbox({
    clock,
    seed,
    switches: { deliveryId: 'per-attempt', listOrder: 'unstable', doubledDeliveries: 0.5 },
  });
  const { api, apiKey } = await startOrganization(sandbox);
  const receiver = await startReceiver();
  const body = { destinationUrl: receiver.url, eventNames: ['time.logged', 'time.submitted'] };
  const subscription = await api('POST', '/webhooks', { body });
  const { entryId, projectId } = await startEntry(api);
  await api('POST', `/time-entries/${entryId}/submit`);
  for (let n = 0; n < 5; n += 1) await api('POST', '/projects', { body: { name: `Project ${n}` } });
  const list = await api('GET', '/projects');
  await receiver.until(2);
  const ids = receiver.received.map(({ headers }) => headers['x-align-delivery-id']);
  const { id, hmacSecret } = subscription.body;
  return {
    apiKey,
    id: String(id),
    hmacSecret: String(hmacSecret),
    entryId,
    projectId,
    list: list.body,
    ids: new Set(ids),
  };
}

test('reproduces ids, secrets and order from one seed', async () => {
  const [first, again, other] = [await run('one'), await run('one'), await run('another')];
  expect(again).toEqual(first);
  expect(other.apiKey).not.toBe(first.apiKey);
  expect(other.entryId).not.toBe(first.entryId);
});

test('begins the run anew with a reset', async () => {
  const sandbox = await startSandbox({ seed: 'one' });
  const { apiKey } = await startOrganization(sandbox);
  await sandbox.call('POST', '/control/reset');
  expect((await startOrganization(sandbox)).apiKey).toBe(apiKey);
});
