import { expect, test } from 'vitest';
import { manualClock } from './support/manual-clock.ts';
import { externalRef, startEntry, startOrganization, startSandbox } from './support/start-sandbox.ts';

test('counts what arrived about each id of ours', async () => {
  const sandbox = await startSandbox();
  const { api } = await startOrganization(sandbox);
  const { entryId } = await startEntry(api, 'entry-1');
  await api('PATCH', `/time-entries/${entryId}`, { body: { minutes: 30 } });
  await api('POST', `/time-entries/${entryId}/submit`);
  await api('POST', `/time-entries/${entryId}/submit`);
  const invites = ['a', 'b'].map((id) => ({
    email: `${id}@example.com`,
    name: id,
    role: 'developer',
    externalRef: externalRef('user', id),
  }));
  await api('POST', '/users/bulk-invite', { body: { invites } });
  const { body } = await sandbox.call('GET', '/control/requests/counts');
  expect(body['data']).toEqual([
    {
      externalId: 'entry-1',
      total: 4,
      succeeded: 3,
      byRoute: {
        'POST /projects/:id/time-entries': 1,
        'PATCH /time-entries/:id': 1,
        'POST /time-entries/:id/submit': 2,
      },
    },
    { externalId: 'a', total: 1, succeeded: 1, byRoute: { 'POST /users/bulk-invite': 1 } },
    { externalId: 'b', total: 1, succeeded: 1, byRoute: { 'POST /users/bulk-invite': 1 } },
  ]);
});

test('finds the most requests in any window', async () => {
  const clock = manualClock('2026-05-01T12:00:00.000Z');
  const sandbox = await startSandbox({ clock });
  const { api, apiKey } = await startOrganization(sandbox);
  const other = await startOrganization(sandbox);
  const ask = async (query: string) =>
    (await sandbox.call('GET', `/control/requests/busiest-window?${query}`)).body;
  expect(await ask('windowMs=1000')).toEqual({ count: 0, from: null, windowMs: 1000 });
  for (const pause of [0, 900, 200, 700, 1000]) {
    clock.advance(pause);
    await api('GET', '/me');
    await other.api('GET', '/me');
  }
  const expected = { from: '2026-05-01T12:00:00.900Z', windowMs: 1000 };
  expect(await ask('windowMs=1000')).toEqual({ count: 6, ...expected });
  expect(await ask(`windowMs=1000&keyLastFour=${apiKey.slice(-4)}`)).toEqual({ count: 3, ...expected });
});
