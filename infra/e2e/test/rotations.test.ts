import { proofSize, until } from '@illumera/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openReplicas, type Replica, type Replicas } from './rotation/replicas.ts';
import { type BusyCompany, busyCompany, startTraffic, toldEvent } from './rotation/traffic.ts';

let replicas: Replicas;

beforeAll(async () => {
  replicas = await openReplicas();
});
afterAll(() => replicas.stop());

const rotateSecrets = (companies: readonly BusyCompany[], replica: Replica) =>
  Promise.all(
    companies.map((company) =>
      company.admin(replica)('rotateWebhookSecret', { params: { id: company.connection.id } }),
    ),
  );

/** Gives each company a new key, and has Align refuse the one before. */
async function replaceKeys(companies: readonly BusyCompany[], replica: Replica): Promise<void> {
  const { control } = replicas.sandbox;
  for (const company of companies) {
    const { organizationId, apiKey: oldKey, connection, admin } = company;
    const { apiKey } = await control<{ apiKey: string }>('POST', '/api-keys', { organizationId });
    const changed = await admin(replica)('updateConnection', {
      params: { id: connection.id },
      body: { apiKey },
    });
    expect(changed).toMatchObject({ status: 'active', keyLastFour: apiKey.slice(-4) });
    await control('POST', '/api-keys/revoke', { apiKey: oldKey });
    company.apiKey = apiKey;
  }
}

/** The name that Align has for a project. */
async function nameAtAlign({ project }: BusyCompany): Promise<unknown> {
  const { control } = replicas.sandbox;
  const { data } = await control<{ data: { method: string; path: string; body: { name?: string } }[] }>(
    'GET',
    '/requests',
  );
  const link = await replicas.database
    .selectFrom('alignEntityLinks')
    .select('alignEntityId')
    .where('externalId', '=', project.id)
    .executeTakeFirstOrThrow();
  return data.findLast(
    ({ method, path }) => method === 'PATCH' && path.endsWith(`/projects/${link.alignEntityId}`),
  )?.body.name;
}

/** How many of the events that Align told of are here, by what became of them. */
async function eventsHere() {
  const rows = await replicas.database
    .selectFrom('alignWebhookDeliveries')
    .select('status')
    .where('eventName', '=', toldEvent)
    .execute();
  return { all: rows.length, processed: rows.filter(({ status }) => status === 'processed').length };
}

/** What is not done of what was to be sent. */
const unsent = () =>
  replicas.database
    .selectFrom('alignSyncOutbox')
    .select(['status', 'attempts', 'error'])
    .where('status', '<>', 'done')
    .execute();

test('rotates webhook secrets, API keys and the encryption key under traffic, and neither refuses nor loses anything', async () => {
  const [first] = [await replicas.add('sealsWithOld'), await replicas.add('sealsWithNew')];
  const second = replicas.running[1] ?? first;
  const companies: BusyCompany[] = [];
  for (const replica of [first, second, first]) companies.push(await busyCompany(replicas, replica));
  const traffic = startTraffic(replicas, {
    companies,
    eventsPerSecond: proofSize({ usual: 20, full: 50 }),
  });
  expect(await replicas.opsKeys('status', 'sealsWithNew')).toBe(4);

  await rotateSecrets(companies, second);
  await replaceKeys(companies, first);
  await replicas.opsKeys('rotate', 'sealsWithNew');
  await rotateSecrets(companies, first);
  expect(await replicas.opsKeys('status', 'sealsWithNew')).toBe(6);

  expect(await replicas.remove(first)).toEqual([0, 0, 0]);
  await replicas.add('sealsWithNew');
  expect(await replicas.opsKeys('rotate', 'sealsWithNew')).toBe(0);
  expect(await replicas.opsKeys('status', 'knowsNewOnly')).toBe(0);
  await replicas.remove(second);
  const last = await replicas.add('knowsNewOnly');
  await replaceKeys(companies, last);
  await rotateSecrets(companies, last);

  const { events, changes } = await traffic.end();
  await until('every event handled', async () => (await eventsHere()).processed >= events, 60_000);
  await until('every change sent', async () => (await unsent()).length === 0, 60_000);
  expect(await eventsHere()).toEqual({ all: events, processed: events });
  expect(changes).toBeGreaterThan(10);
  expect(await Promise.all(companies.map(nameAtAlign))).toEqual(companies.map(({ project }) => project.name));
  expect(replicas.entrance.statuses.filter((status) => status !== 200 && status !== 503)).toEqual([]);
  const connections = await replicas.database.selectFrom('alignConnections').select('status').execute();
  expect(connections.map(({ status }) => status)).toEqual(companies.map(() => 'active'));
});
