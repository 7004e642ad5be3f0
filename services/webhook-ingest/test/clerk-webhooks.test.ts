import { randomUUID } from 'node:crypto';
import {
  createCompany,
  createConnection,
  createEngagement,
  createPerson,
  createProject,
  createTenant,
  useTestDatabase,
} from '@illumera/testkit';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { clerkSecret, createIngest } from './ingest.ts';

const { database } = await useTestDatabase();
const { server, logged } = await createIngest(database);

interface Sending {
  body?: string;
  secret?: string;
  at?: Date;
  headers?: Record<string, string>;
}

async function send(event: unknown, sending: Sending = {}) {
  const { secret = clerkSecret, at = new Date(), headers = {} } = sending;
  const text = JSON.stringify(event);
  const id = `msg_${randomUUID()}`;
  const answer = await server.inject({
    method: 'POST',
    url: '/api/webhooks/clerk',
    headers: {
      'content-type': 'application/json',
      'svix-id': id,
      'svix-timestamp': String(Math.floor(at.getTime() / 1000)),
      'svix-signature': new Webhook(secret).sign(id, at, text),
      ...headers,
    },
    payload: sending.body ?? text,
  });
  return { status: answer.statusCode, body: answer.json<unknown>() };
}

function userUpdated(clerkUserId: string | null, data: Record<string, unknown> = {}) {
  return {
    type: 'user.updated',
    object: 'event',
    data: {
      id: clerkUserId,
      first_name: 'Alice',
      last_name: 'Smith-Jones',
      email_addresses: [
        { id: 'idn_old', email_address: 'alice.old@example.com' },
        { id: 'idn_new', email_address: 'alice.new@example.com' },
      ],
      primary_email_address_id: 'idn_new',
      updated_at: 1_767_225_600_000,
      ...data,
    },
  };
}

/** A person engaged in each status, at a connected company each and once at one that is not connected. */
async function engagedPerson() {
  const tenant = await createTenant(database);
  const { user, profile } = await createPerson(database, { tenantId: tenant.id, name: 'Alice Smith' });
  async function engage(status: 'offered' | 'accepted' | 'ended', connected: boolean) {
    const company = await createCompany(database, { tenantId: tenant.id });
    const parent = { tenantId: tenant.id, companyId: company.id };
    if (connected) await createConnection(database, { ...parent, encryptedApiKey: 'sealed' });
    const project = await createProject(database, parent);
    const engagement = { ...parent, projectId: project.id, personId: profile.id, status };
    await createEngagement(database, engagement);
    await createEngagement(database, engagement);
    return company.id;
  }
  const accepted = [await engage('accepted', true), await engage('accepted', true)];
  await engage('accepted', false);
  await engage('offered', true);
  await engage('ended', true);
  return { user, accepted };
}

const readUser = (id: string) =>
  database.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

const intentsOf = (localId: string) =>
  database
    .selectFrom('alignSyncOutbox')
    .select(['companyId', 'entityType', 'operation', 'status'])
    .where('localId', '=', localId)
    .orderBy('sequence')
    .execute();

test('takes over the name and address and enqueues the user for each company with an accepted engagement', async () => {
  const { user, accepted } = await engagedPerson();
  expect(await send(userUpdated(user.clerkUserId))).toEqual({ status: 200, body: { received: true } });
  expect(await readUser(user.id)).toMatchObject({
    name: 'Alice Smith-Jones',
    email: 'alice.new@example.com',
  });
  const intents = await intentsOf(user.id);
  expect(intents.map(({ companyId }) => companyId).toSorted()).toEqual(accepted.toSorted());
  expect(intents).toEqual(
    intents.map(({ companyId }) => ({
      companyId,
      entityType: 'user',
      operation: 'upsert',
      status: 'pending',
    })),
  );
});

test('enqueues nothing when the same event comes again or changes neither name nor address', async () => {
  const { user, accepted } = await engagedPerson();
  await send(userUpdated(user.clerkUserId));
  await send(userUpdated(user.clerkUserId));
  await send(userUpdated(user.clerkUserId, { updated_at: 1_767_225_700_000 }));
  expect(await intentsOf(user.id)).toHaveLength(accepted.length);
});

test('enqueues once what comes many times at once', async () => {
  const { user, accepted } = await engagedPerson();
  const event = userUpdated(user.clerkUserId);
  const answers = await Promise.all(Array.from({ length: 10 }, () => send(event)));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  expect(await intentsOf(user.id)).toHaveLength(accepted.length);
});

/** What Svix sends with a text, as it may look. */
function signedBySvix(event: unknown, id = 'msg.with.dots') {
  const at = new Date();
  const seconds = String(Math.floor(at.getTime() / 1000));
  const own = new Webhook(clerkSecret).sign(id, at, JSON.stringify(event));
  return { id, seconds, own, asV1a: own.replace('v1,', 'v1a,') };
}

test.each([
  ['an id with dots', ({ own }: ReturnType<typeof signedBySvix>) => own],
  ['several signatures, ours the last', ({ own, asV1a }) => `v1,${'A'.repeat(43)}= ${asV1a} v2,x ${own}`],
])('takes what is signed with %s', async (_, signature) => {
  const { user } = await engagedPerson();
  const event = userUpdated(user.clerkUserId);
  const signed = signedBySvix(event);
  const headers = {
    'svix-id': signed.id,
    'svix-timestamp': signed.seconds,
    'svix-signature': signature(signed),
  };
  expect(await send(event, { headers })).toMatchObject({ status: 200 });
});

test.each([
  ['another version alone', ({ asV1a }: ReturnType<typeof signedBySvix>) => ({ 'svix-signature': asV1a })],
  ['no version', ({ own }) => ({ 'svix-signature': own.replace('v1,', '') })],
  ['a part of it', ({ own }) => ({ 'svix-signature': own.slice(0, -4) })],
  ['another id', () => ({ 'svix-id': 'msg.with' })],
  ['id and time in each other’s place', ({ id, seconds }) => ({ 'svix-id': seconds, 'svix-timestamp': id })],
  ['a time in milliseconds', ({ seconds }) => ({ 'svix-timestamp': `${seconds}000` })],
])('refuses a signature with %s', async (_, changed) => {
  const { user } = await engagedPerson();
  const event = userUpdated(user.clerkUserId);
  const signed = signedBySvix(event);
  const headers = { 'svix-id': signed.id, 'svix-timestamp': signed.seconds, 'svix-signature': signed.own };
  const answer = await send(event, { headers: { ...headers, ...changed(signed) } });
  expect(answer).toEqual({ status: 400, body: { error: 'bad_signature' } });
  expect(await intentsOf(user.id)).toEqual([]);
});

test('takes no more from one address than it may send', async () => {
  const limited = await createIngest(database, { limits: { requestsPerAddress: 1 } });
  const post = () => limited.server.inject({ method: 'POST', url: '/api/webhooks/clerk', payload: '{}' });
  expect((await post()).statusCode).toBe(400);
  const refused = await post();
  expect([refused.statusCode, refused.headers['retry-after'], refused.json()]).toEqual([
    429,
    '60',
    { error: 'too_many' },
  ]);
});

test('does not let an older event undo a newer one', async () => {
  const { user } = await engagedPerson();
  await send(userUpdated(user.clerkUserId, { first_name: 'Newer', updated_at: 1_767_225_700_000 }));
  await send(userUpdated(user.clerkUserId));
  expect((await readUser(user.id)).name).toBe('Newer Smith-Jones');
});

test('keeps what Clerk does not have', async () => {
  const { user } = await engagedPerson();
  const bare = { first_name: null, last_name: null, email_addresses: [], primary_email_address_id: null };
  expect(await send(userUpdated(user.clerkUserId, bare))).toMatchObject({ status: 200 });
  expect(await readUser(user.id)).toMatchObject({ name: 'Alice Smith', email: user.email });
});

test.each([
  ['an event for nobody here', userUpdated('user_nobody')],
  ['another event', { type: 'session.created', data: {} }],
])('acknowledges %s', async (_, event) => {
  expect(await send(event)).toEqual({ status: 200, body: { received: true } });
});

test("opens with Svix's own example, and with no other key", () => {
  const [id, at] = ['msg_p5jXN8AQM9LWM0D4loKWxJek', new Date(1_614_265_330_000)];
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  expect(new Webhook(secret).sign(id, at, '{"test": 2432232314}')).toBe(
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  );
});

test.each<[string, Sending, string]>([
  ['another secret', { secret: `whsec_${Buffer.alloc(24).toString('base64')}` }, 'bad_signature'],
  ['a time long gone', { at: new Date(Date.now() - 400_000) }, 'bad_signature'],
  ['a time to come', { at: new Date(Date.now() + 400_000) }, 'bad_signature'],
  ['changed bytes', { body: '{}' }, 'bad_signature'],
  ['no id', { headers: { 'svix-id': '' } }, 'missing_header'],
  ['no signature', { headers: { 'svix-signature': '' } }, 'missing_header'],
])('refuses %s', async (_, sending, error) => {
  const { user } = await engagedPerson();
  expect(await send(userUpdated(user.clerkUserId), sending)).toEqual({ status: 400, body: { error } });
  expect((await readUser(user.id)).name).toBe('Alice Smith');
});

test('refuses a signed body that is no event', async () => {
  expect(await send(['odd'])).toEqual({ status: 400, body: { error: 'malformed_body' } });
  expect(await send(userUpdated(null))).toEqual({ status: 400, body: { error: 'malformed_body' } });
});

test('has no such route without a secret', async () => {
  const { server: plain } = await createIngest(database, { withClerk: false });
  const answer = await plain.inject({ method: 'POST', url: '/api/webhooks/clerk', payload: '{}' });
  expect(answer.statusCode).toBe(404);
});

test('logs no secret', () => {
  expect(logged.join('')).not.toContain(clerkSecret.replace('whsec_', ''));
});
