import { randomUUID } from 'node:crypto';
import { leakedSecrets, until } from '@illumera/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseText } from './canaries/database-text.ts';
import { type Canaries, logText, openCanaries } from './canaries/open-canaries.ts';

let canaries: Canaries;

beforeAll(async () => {
  canaries = await openCanaries();
});
afterAll(() => canaries.system.stop());

interface Echo {
  method: string;
  path: string;
  status: number;
}

/** Does something while Align answers a call with an error that repeats the key. */
async function whileEchoed<Result>(echo: Echo, act: () => Promise<Result>): Promise<Result> {
  const { control } = canaries;
  await control('POST', '/faults', { kind: 'echo', times: 1, retryAfter: '1', ...echo });
  const result = await act();
  await until(`the echo of ${echo.method} ${echo.path}`, async () => {
    const { data } = await control<{ data: { fired: number }[] }>('GET', '/faults');
    return data.every(({ fired }) => fired === 1);
  });
  await control('DELETE', '/faults');
  return result;
}

const connections = '/api/align/connections';

/** Connecting goes wrong in every way there is, then right. */
async function connect(apiKey: string): Promise<string> {
  const { call, companyId } = canaries;
  const attempt = () => call({ method: 'POST', path: connections, body: { companyId, apiKey } });
  const echoes = [
    { method: 'GET', path: '/me', status: 401 },
    { method: 'GET', path: '/me', status: 500 },
    { method: 'GET', path: '/webhooks', status: 503 },
    { method: 'POST', path: '/webhooks', status: 400 },
  ];
  for (const echo of echoes) expect((await whileEchoed(echo, attempt)).status).toBeGreaterThanOrEqual(400);
  await canaries.control('POST', '/faults', {
    kind: 'malformed-json',
    method: 'POST',
    path: '/webhooks',
    times: 1,
  });
  expect((await attempt()).status).toBe(502);
  const connected = await attempt();
  expect(connected.status).toBe(201);
  return ((await connected.json()) as { id: string }).id;
}

/** The key stands where it does not belong, in requests that cannot be right. */
async function misplace(apiKey: string, connectionId: string): Promise<void> {
  const { call, companyId } = canaries;
  const bodies = [
    { companyId: apiKey, apiKey },
    { companyId, apiKey: { nested: apiKey } },
    { companyId, apiKey: apiKey.repeat(200) },
    { companyId, apiKey, [apiKey]: apiKey },
    `{"companyId":"${companyId}","apiKey":"${apiKey}`,
    `{"apiKey":${apiKey}}`,
    apiKey,
  ];
  for (const body of bodies) {
    const posted = await call({ method: 'POST', path: connections, body });
    expect(posted.status).toBeGreaterThanOrEqual(400);
    const patched = await call({ method: 'PATCH', path: `${connections}/${connectionId}`, body });
    expect(patched.status).toBeGreaterThanOrEqual(400);
  }
  const refused = await call({
    method: 'GET',
    path: connections,
    headers: { authorization: `Bearer ${apiKey}` },
  });
  expect(refused.status).toBe(401);
}

async function sendProjects(): Promise<void> {
  const { call, companyId, database } = canaries;
  const create = async () => {
    const answer = await call({
      method: 'POST',
      path: '/api/projects',
      body: { companyId, name: `control-canary-${randomUUID()}` },
    });
    return ((await answer.json()) as { id: string }).id;
  };
  for (const status of [422, 503, 429]) {
    await whileEchoed({ method: 'POST', path: '/projects', status }, create);
  }
  await until('the failure in the outbox', async () => {
    const failed = await database
      .selectFrom('alignSyncOutbox')
      .select('error')
      .where('status', '=', 'failed')
      .execute();
    return failed.length > 0;
  });
  await until('the rest after 429', async () => {
    const waiting = await database
      .selectFrom('alignSyncOutbox')
      .select('error')
      .where('status', '=', 'pending')
      .where('error', 'is not', null)
      .execute();
    return waiting.length > 0;
  });
}

/** The key is refused for good, and another one takes its place. */
async function replaceKey(connectionId: string): Promise<void> {
  const { call, companyId, database } = canaries;
  const { id } = (await (
    await call({ method: 'POST', path: '/api/projects', body: { companyId, name: 'Refused' } })
  ).json()) as { id: string };
  await until('that one sent', async () =>
    database.selectFrom('alignEntityLinks').select('id').where('externalId', '=', id).executeTakeFirst(),
  );
  await whileEchoed({ method: 'PATCH', path: '/projects/:id', status: 401 }, () =>
    call({ method: 'PATCH', path: `/api/projects/${id}`, body: { name: 'Refused again' } }),
  );
  await until('the error of the connection', async () => {
    const row = await database
      .selectFrom('alignConnections')
      .select('status')
      .where('id', '=', connectionId)
      .executeTakeFirst();
    return row?.status === 'error';
  });
  await call({ method: 'GET', path: `${connections}/${connectionId}` });
  const apiKey = await canaries.mintKey('the second key');
  const path = `${connections}/${connectionId}`;
  await whileEchoed({ method: 'GET', path: '/me', status: 403 }, () =>
    call({ method: 'PATCH', path, body: { apiKey } }),
  );
  expect((await call({ method: 'PATCH', path, body: { apiKey } })).status).toBe(200);
}

/** The webhook's secret is rotated, tested, guessed and used. */
async function useWebhook(connectionId: string): Promise<void> {
  const { call, control, organizationId, system, learnWebhookSecrets, secrets } = canaries;
  await learnWebhookSecrets('before');
  const rotate = () => call({ method: 'POST', path: `${connections}/${connectionId}/rotate-webhook-secret` });
  const rotation = { method: 'POST', path: '/webhooks/:id/rotate-secret' };
  await whileEchoed({ ...rotation, status: 403 }, rotate);
  expect((await rotate()).status).toBe(200);
  await learnWebhookSecrets('after');
  await whileEchoed({ method: 'POST', path: '/webhooks/:id/test', status: 400 }, () =>
    call({ method: 'POST', path: `${connections}/${connectionId}/test` }),
  );
  await call({ method: 'POST', path: `${connections}/${connectionId}/test` });
  await control('POST', '/events', {
    organizationId,
    eventName: 'invoice.paid',
    entityType: 'invoice',
    entityId: 'i_1',
  });
  for (const header of Object.values(secrets)) {
    await call({
      method: 'POST',
      path: `${system.ingestUrl}/api/webhooks/align`,
      body: { id: randomUUID(), eventName: 'time.approved', organizationId },
      headers: {
        'x-align-delivery-id': randomUUID(),
        'x-align-event': 'time.approved',
        'x-align-timestamp': String(Math.floor(Date.now() / 1000)),
        'x-align-signature': `sha256=${header}`,
      },
    });
  }
  await whileEchoed({ ...rotation, status: 500 }, rotate);
}

async function lookAtEverything(connectionId: string): Promise<void> {
  const { call } = canaries;
  const admin = '/api/admin/align/sync';
  const pages = ['/', '/docs', '/openapi.json', '/version', '/livez', '/readyz', '/api/me', '/nowhere'];
  const lists = [connections, `${connections}/${connectionId}`, '/api/projects', `${admin}/summary`];
  const tables = ['outbox', 'deliveries', 'discrepancies', 'runs'].map(
    (table) => `${admin}/${table}?limit=200`,
  );
  for (const path of [...pages, ...lists, ...tables]) await call({ method: 'GET', path });
  const projects = await canaries.database.selectFrom('projects').select('id').execute();
  for (const { id } of projects) await call({ method: 'GET', path: `${admin}/timeline/project/${id}` });
}

test('shows no secret in any log, answer, page or row, in no encoding, whatever goes wrong', async () => {
  const { mintKey, call, secrets, answers, system, database } = canaries;
  const apiKey = await mintKey('the first key');
  const connectionId = await connect(apiKey);
  await misplace(apiKey, connectionId);
  await sendProjects();
  await replaceKey(connectionId);
  await useWebhook(connectionId);
  await lookAtEverything(connectionId);
  await whileEchoed({ method: 'DELETE', path: '/webhooks/:id', status: 500 }, () =>
    call({ method: 'DELETE', path: `${connections}/${connectionId}` }),
  );
  await lookAtEverything(connectionId);

  const places = { logs: logText(system), answers: answers.join('\n'), rows: await databaseText(database) };
  for (const [place, text] of Object.entries(places)) {
    expect([place, leakedSecrets(text, secrets)]).toEqual([place, []]);
  }
  // What is no secret is found where it is looked for.
  const control = { 'the control canary': 'control-canary-' };
  expect(leakedSecrets(places.answers, control)).toHaveLength(1);
  expect(leakedSecrets(places.rows, control)).toHaveLength(1);
  expect(places.logs.split('\n').length).toBeGreaterThan(100);
  expect(Object.keys(secrets).length).toBeGreaterThanOrEqual(8);
});
