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
