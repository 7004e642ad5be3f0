import { expect, test } from 'vitest';
import { startEntry, startOrganization, startSandbox } from './support/start-sandbox.ts';

async function start() {
  const sandbox = await startSandbox();
  const { api, apiKey } = await startOrganization(sandbox);
  const { entryId, userId } = await startEntry(api, 'external-7');
  const page = async (query = '') => (await sandbox.call('GET', `/${query}`)).body['text'] as string;
  const press = (name: string, fields: Record<string, string> = {}) =>
    fetch(`${sandbox.url}/entries/${entryId}/${name}`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ view: 'status=submitted', ...fields }),
    });
  return { sandbox, api, apiKey, entryId, userId, page, press };
}

test('shows an entry with the buttons its state allows', async () => {
  const { api, entryId, page } = await start();
  expect(await page()).toContain(`data-entry-id="${entryId}" data-external-id="external-7"`);
  expect(await page()).toContain('Nothing to decide');
  await api('POST', `/time-entries/${entryId}/submit`);
  expect(await page()).toMatch(/>Approve<[\s\S]*>Reject</);
  expect(await page('?find=external-7')).toContain(entryId);
  expect(await page('?find=external-8')).not.toContain(`data-entry-id="${entryId}"`);
  expect(await page('?status=nonsense')).toContain(entryId);
});

test('decides on an entry and comes back to the same view', async () => {
  const { api, entryId, page, press } = await start();
  await api('POST', `/time-entries/${entryId}/submit`);
  const reasonless = await press('reject', { reason: ' ' });
  expect(reasonless.headers.get('location')).toBe('/?status=submitted&did=reject&outcome=reasonless');
  const approved = await press('approve', { reason: '' });
  expect([approved.status, approved.headers.get('location')]).toEqual([
    303,
    '/?status=submitted&did=approve&outcome=done',
  ]);
  expect(await page('?did=approve&outcome=done')).toContain('The entry was approved.');
  const twice = await press('approve');
  expect(twice.headers.get('location')).toContain('outcome=refused');
});

test('escapes what others wrote and shows no secret', async () => {
  const { api, apiKey, userId, page } = await start();
  await api('PATCH', `/users/${userId}`, { body: { name: '<script>alert("x")</script>' } });
  const text = await page();
  expect(text).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;');
  expect(text).not.toContain('<script>alert');
  expect(text).not.toContain(apiKey);
  expect(text).toContain(`ako_…${apiKey.slice(-4)}`);
});

test('allows the page nothing but its own stylesheet and script', async () => {
  const { sandbox } = await start();
  const { headers } = await sandbox.call('GET', '/');
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
  for (const asset of ['sandbox.css', 'refresh.js', 'mark.svg'])
    expect((await sandbox.call('GET', `/assets/${asset}`)).status).toBe(200);
});

test('turns switches, moves the clock and releases what is held', async () => {
  const { sandbox, api, page } = await start();
  const post = (path: string, fields: Record<string, string>) =>
    fetch(sandbox.url + path, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) });
  const values = async () => (await sandbox.call('GET', '/control/switches')).body['values'];
  const turned = await post('/switches', { deliveryId: 'per-attempt', droppedDeliveries: '0.5' });
  expect(turned.headers.get('location')).toBe('/?said=turned#switches');
  expect(await values()).toMatchObject({ deliveryId: 'per-attempt', droppedDeliveries: 0.5 });
  expect(await page('?said=turned')).toMatch(/were turned[\s\S]*<option value="per-attempt"[^>]* selected>/);
  const refused = await post('/switches', { droppedDeliveries: 'often' });
  expect(refused.headers.get('location')).toBe('/?said=unturned#switches');
  await post('/switches/restore', {});
  expect(await values()).toMatchObject({ deliveryId: 'per-delivery', droppedDeliveries: 0 });
  await post('/clock', { isStopped: 'yes', advanceMs: '86400000' });
  const clock = await sandbox.call('GET', '/control/clock');
  expect(clock.body).toMatchObject({ isStopped: true });
  expect(await page()).toContain(String(clock.body['now']).slice(0, 10));
  await sandbox.call('POST', '/control/faults', { body: { kind: 'html', path: '/nowhere' } });
  await sandbox.call('POST', '/control/holds', { body: { point: 'before-commit', path: '/me' } });
  const call = api('GET', '/me');
  await expect.poll(() => page(), { timeout: 10_000 }).toMatch(/held before-commit[\s\S]*0 of 0/);
  const [, heldId = ''] = /name="heldId" value="([^"]+)"/.exec(await page()) ?? [];
  await post('/holds/release', { heldId });
  expect((await call).status).toBe(200);
});
