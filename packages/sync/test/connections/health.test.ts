import type { DB } from '@illumera/schema';
import {
  createCompany,
  createConnection,
  createEngagement,
  createPerson,
  createProject,
  createTenant,
  createTimeEntry,
  createUser,
  useTestDatabase,
} from '@illumera/testkit';
import { type InsertObject, sql, type UpdateObject } from 'kysely';
import { v7 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import { type Actor, enqueueIntent, readConnection, recordDiscrepancy } from '../../src/index.ts';

const { database } = await useTestDatabase();

/** An active connection with its secret, and what can be done to it. */
async function connectedCompany() {
  const { id: tenantId } = await createTenant(database);
  const { id: companyId } = await createCompany(database, { tenantId });
  const scope = { tenantId, companyId };
  const { id } = await createConnection(database, {
    ...scope,
    encryptedApiKey: 'sealed',
    webhookSecret: 'sealed',
  });
  const { id: userId } = await createUser(database, { tenantId, companyId, role: 'company_admin' });
  const actor: Actor = { userId, ...scope, personId: null, role: 'company_admin' };
  const health = async () => {
    const read = await readConnection(database, actor, id);
    if (read.kind !== 'done') throw new Error(read.kind);
    return read.value.health;
  };
  const set = (values: UpdateObject<DB, 'alignConnections'>) =>
    database.updateTable('alignConnections').set(values).where('id', '=', id).execute();
  const setIntents = (values: UpdateObject<DB, 'alignSyncOutbox'>) =>
    database.updateTable('alignSyncOutbox').set(values).where('companyId', '=', companyId).execute();
  const enqueue = async () => {
    const project = await createProject(database, scope);
    await enqueueIntent(database, {
      ...scope,
      entityType: 'project',
      localId: project.id,
      operation: 'upsert',
    });
  };
  const deliver = (values: Partial<InsertObject<DB, 'alignWebhookDeliveries'>>) =>
    database
      .insertInto('alignWebhookDeliveries')
      .values({
        id: uuid(),
        ...scope,
        connectionId: id,
        deliveryId: uuid(),
        eventId: uuid(),
        eventName: 'time.approved',
        body: Buffer.from('{}'),
        signature: 'sha256=0',
        ...values,
      })
      .execute();
  return { ...scope, id, health, set, enqueue, setIntents, deliver };
}

type Connected = Awaited<ReturnType<typeof connectedCompany>>;

const ago = (seconds: number) => sql<Date>`now() - make_interval(secs => ${seconds})`;

async function submitEntry({ tenantId, companyId }: Connected, hoursAgo: number) {
  const scope = { tenantId, companyId };
  const { profile } = await createPerson(database, { tenantId });
  const project = await createProject(database, scope);
  const engagement = await createEngagement(database, {
    ...scope,
    projectId: project.id,
    personId: profile.id,
  });
  const { id } = await createTimeEntry(database, engagement, { status: 'submitted' });
  await sql`alter table time_entries disable trigger user`.execute(database);
  await database
    .updateTable('timeEntries')
    .set({ updatedAt: ago(hoursAgo * 3_600) })
    .where('id', '=', id)
    .execute();
  await sql`alter table time_entries enable trigger user`.execute(database);
}

const differ = ({ tenantId, companyId }: Connected) =>
  recordDiscrepancy(database, {
    tenantId,
    companyId,
    field: 'approved_minutes',
    illumeraValue: '60',
    alignValue: '90',
    severity: 'warning',
  });

interface Condition {
  code: string;
  state: 'degraded' | 'failing';
  comeAbout: (company: Connected) => Promise<unknown>;
  pass: (company: Connected) => Promise<unknown>;
}

const conditions: Condition[] = [
  {
    code: 'webhook_registration_failed',
    state: 'failing',
    comeAbout: ({ set }) =>
      set({ status: 'error', lastErrorMessage: 'Webhook registration failed: forbidden' }),
    pass: ({ set }) => set({ status: 'active', lastErrorMessage: null }),
  },
  {
    code: 'connecting_unfinished',
    state: 'failing',
    comeAbout: ({ set }) => set({ status: 'error', webhookSecret: null }),
    pass: ({ set }) => set({ status: 'active', webhookSecret: 'sealed' }),
  },
  {
    code: 'key_refused',
    state: 'failing',
    comeAbout: ({ set }) => set({ status: 'error', lastErrorMessage: 'createProject: Align answered 401' }),
    pass: ({ set }) => set({ status: 'active', lastErrorMessage: null }),
  },
  {
    code: 'permissions_missing',
    state: 'degraded',
    comeAbout: ({ set }) => set({ missingPermissions: ['write:wiki'] }),
    pass: ({ set }) => set({ missingPermissions: [] }),
  },
  {
    code: 'align_paused',
    state: 'degraded',
    comeAbout: ({ set }) => set({ blockedUntil: ago(-30) }),
    pass: ({ set }) => set({ blockedUntil: ago(1) }),
  },
  {
    code: 'secret_change_unfinished',
    state: 'failing',
    comeAbout: ({ set }) => set({ secretChangeToken: 'killed', secretChangingSince: ago(21) }),
    pass: ({ set }) => set({ secretChangingSince: ago(5) }),
  },
  {
    code: 'intents_failed',
    state: 'degraded',
    comeAbout: async ({ enqueue, setIntents }) => {
      await enqueue();
      await setIntents({ status: 'failed', attempts: 5 });
    },
    pass: ({ setIntents }) => setIntents({ status: 'pending', attempts: 0 }),
  },
  {
    code: 'outbound_late',
    state: 'degraded',
    comeAbout: async ({ enqueue, setIntents }) => {
      await enqueue();
      await setIntents({ nextRetryAt: ago(70) });
    },
    pass: ({ setIntents }) => setIntents({ waitingForType: 'user', waitingForId: 'somebody' }),
  },
  {
    code: 'inbound_late',
    state: 'degraded',
    comeAbout: ({ deliver }) => deliver({ receivedAt: ago(70) }),
    pass: ({ companyId }) =>
      database
        .updateTable('alignWebhookDeliveries')
        .set({ waitingForAlignId: 'te_1' })
        .where('companyId', '=', companyId)
        .execute(),
  },
  {
    code: 'deliveries_failed',
    state: 'degraded',
    comeAbout: ({ deliver }) => deliver({ status: 'failed', attempts: 5 }),
    pass: ({ companyId }) =>
      database
        .updateTable('alignWebhookDeliveries')
        .set({ status: 'processed' })
        .where('companyId', '=', companyId)
        .execute(),
  },
  {
    code: 'approved_minutes_differ',
    state: 'degraded',
    comeAbout: differ,
    pass: ({ companyId }) =>
      database
        .updateTable('alignReconciliationLog')
        .set({ state: 'acknowledged' })
        .where('companyId', '=', companyId)
        .execute(),
  },
  {
    code: 'entries_stuck',
    state: 'degraded',
    comeAbout: (company) => submitEntry(company, 25),
    pass: ({ deliver }) => deliver({ status: 'processed' }),
  },
];

test.each(conditions)('says $code while it lasts and is $state', async ({ code, state, comeAbout, pass }) => {
  const company = await connectedCompany();
  expect(await company.health()).toMatchObject({ state: 'healthy', problems: [] });
  await comeAbout(company);
  const troubled = await company.health();
  expect(troubled).toMatchObject({
    state,
    problems: [{ code, severity: state === 'failing' ? 'critical' : 'warning' }],
  });
  for (const problem of troubled.problems) {
    expect([problem.symptom, problem.cause, problem.nextStep].filter((text) => text === '')).toEqual([]);
  }
  await pass(company);
  expect(await company.health()).toMatchObject({ state: 'healthy', problems: [] });
});

test('says nothing of what has lasted for less than a minute, or a day', async () => {
  const company = await connectedCompany();
  await company.enqueue();
  await company.setIntents({ nextRetryAt: ago(50) });
  await company.deliver({ receivedAt: ago(50) });
  await submitEntry(company, 23);
  const health = await company.health();
  expect(health).toMatchObject({
    state: 'healthy',
    waitingIntents: 1,
    failedIntents: 0,
    failedDeliveries: 0,
  });
  expect(health.outboundLagSeconds).toBeGreaterThanOrEqual(50);
  expect(health.inboundLagSeconds).toBeGreaterThanOrEqual(50);
  expect(health.lastDeliveryAt).not.toBeNull();
});

test('names the most severe first, and nothing of a connection that has ended', async () => {
  const company = await connectedCompany();
  await company.set({ missingPermissions: ['read:wiki'], status: 'error', lastErrorMessage: '401' });
  await company.deliver({ status: 'failed' });
  const codes = async () => (await company.health()).problems.map(({ code }) => code);
  expect(await codes()).toEqual(['key_refused', 'permissions_missing', 'deliveries_failed']);
  await company.set({ status: 'disconnected' });
  expect(await codes()).toEqual([]);
  expect((await company.health()).state).toBe('disconnected');
});

/** The rows of the user guide's table that a connection can show. */
test.each([
  [
    'webhook_registration_failed',
    'Webhook registration failed',
    'Organization lacks webhook permissions',
    'Contact your Align organization admin to enable webhooks, then reconnect',
  ],
  [
    'approved_minutes_differ',
    'Reconciliation shows approved_minutes mismatch',
    'time.approved webhook was missed or failed',
    'Verify the entry in Align; use Retry Failed if a webhook delivery shows failed',
  ],
  [
    'entries_stuck',
    'Time entry stuck in submitted in Illumera',
    'Webhook not received from Align',
    'Check the Webhook deliveries table; if empty, verify the webhook URL is reachable from Align',
  ],
])('shows %s in the words of the user guide', async (code, ...[symptom, cause, nextStep]) => {
  const company = await connectedCompany();
  await conditions.find((condition) => condition.code === code)?.comeAbout(company);
  expect((await company.health()).problems).toEqual([expect.objectContaining({ symptom, cause, nextStep })]);
});
