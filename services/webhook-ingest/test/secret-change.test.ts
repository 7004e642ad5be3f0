import { useTestDatabase } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { createIngest, createReceiver, signedDelivery } from './ingest.ts';

const { database } = await useTestDatabase();
const { server } = await createIngest(database);

test('waits for a secret that is on its way, and then takes what it signed', async () => {
  const { connection, url, previousSecret } = await createReceiver(database);
  const set = (values: object) =>
    database.updateTable('alignConnections').set(values).where('id', '=', connection.id).execute();
  await set({ secretChangeToken: 'rotating', secretChangingSince: new Date() });
  const { body, headers } = signedDelivery(previousSecret);
  const answer = server.inject({ method: 'POST', url, body, headers });
  await set({
    secretChangeToken: null,
    secretChangingSince: null,
    previousWebhookSecretExpiresAt: new Date('2999-01-01'),
  });
  expect((await answer).json()).toEqual({ received: true });
});

test('asks the sender to come again where the secret does not come, instead of refusing', async () => {
  const { connection, url, secret } = await createReceiver(database);
  await database
    .updateTable('alignConnections')
    .set({ secretChangeToken: 'rotating', secretChangingSince: new Date() })
    .where('id', '=', connection.id)
    .execute();
  const unknown = signedDelivery('whsec_not_stored_yet');
  expect((await server.inject({ method: 'POST', url, ...pick(unknown) })).statusCode).toBe(503);
  const known = signedDelivery(secret);
  expect((await server.inject({ method: 'POST', url, ...pick(known) })).statusCode).toBe(200);
});

test('does not verify by a sealed secret that was copied from another connection, or into another column', async () => {
  const [owner, other] = [await createReceiver(database), await createReceiver(database)];
  const { webhookSecret } = owner.connection;
  const moves = [
    { id: other.connection.id, values: { webhookSecret }, url: other.url },
    {
      id: owner.connection.id,
      values: {
        previousWebhookSecret: webhookSecret,
        previousWebhookSecretExpiresAt: new Date('2999-01-01'),
        webhookSecret: null,
      },
      url: owner.url,
    },
  ];
  for (const { id, values, url } of moves) {
    await database.updateTable('alignConnections').set(values).where('id', '=', id).execute();
    const answer = await server.inject({ method: 'POST', url, ...pick(signedDelivery(owner.secret)) });
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '5']);
  }
  expect([...(await owner.deliveries()), ...(await other.deliveries())]).toEqual([]);
});

function pick({ body, headers }: { body: string; headers: Record<string, string> }) {
  return { body, headers };
}
