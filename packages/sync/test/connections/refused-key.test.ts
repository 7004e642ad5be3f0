import { AlignApiError, type AlignClient } from '@illumera/align-client';
import {
  createCompany,
  createConnection,
  createProject,
  createTenant,
  useTestDatabase,
} from '@illumera/testkit';
import { expect, test } from 'vitest';
import { createCircuits, enqueueIntent } from '../../src/index.ts';
import { drainThrough } from '../support/drain-through.ts';

const { database } = await useTestDatabase();

/** A company whose first call to Align is refused for its key, while something else happens. */
async function refusedCompany(meanwhile: (connectionId: string) => Promise<unknown>) {
  const { id: tenantId } = await createTenant(database);
  const { id: companyId } = await createCompany(database, { tenantId });
  const scope = { tenantId, companyId };
  const { id } = await createConnection(database, { ...scope, encryptedApiKey: 'the old key' });
  const project = await createProject(database, scope);
  await enqueueIntent(database, {
    ...scope,
    entityType: 'project',
    localId: project.id,
    operation: 'upsert',
  });
  const calls: string[] = [];
  const refusing: AlignClient = {
    call: async (...[name]) => {
      calls.push(name);
      if (calls.length > 1) return { id: 'prj_1' } as never;
      await meanwhile(id);
      throw new AlignApiError(`${name}: Align answered 401`, { status: 401, body: {} });
    },
  };
  const drain = () =>
    drainThrough(database, {
      connectionId: id,
      openKey: () => ({ keyHash: id, client: () => refusing }),
      circuits: createCircuits(),
      maxAttempts: 5,
      concurrency: 4,
      stopping: new AbortController().signal,
    });
  const read = async () => ({
    connection: await database
      .selectFrom('alignConnections')
      .select(['status', 'lastErrorMessage'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
    intent: await database
      .selectFrom('alignSyncOutbox')
      .select(['status', 'attempts'])
      .where('companyId', '=', companyId)
      .executeTakeFirstOrThrow(),
  });
  return { drain, read, calls };
}

const replaceKey = (id: string) =>
  database
    .updateTable('alignConnections')
    .set({ encryptedApiKey: 'the new key' })
    .where('id', '=', id)
    .execute();

test('turns a connection whose key Align refuses to error after that one call, and keeps what waits', async () => {
  const { drain, read, calls } = await refusedCompany(async () => undefined);
  await drain();
  await drain();
  expect(calls).toHaveLength(1);
  expect(await read()).toEqual({
    connection: { status: 'error', lastErrorMessage: expect.stringContaining('401') },
    intent: { status: 'pending', attempts: 0 },
  });
});

test('leaves a connection alone that was given another key while Align refused the one before', async () => {
  const { drain, read } = await refusedCompany(replaceKey);
  await drain();
  expect((await read()).connection).toEqual({ status: 'active', lastErrorMessage: null });
  await drain();
  expect((await read()).intent).toEqual({ status: 'done', attempts: 0 });
});

test('does not bring a connection back that was disconnected while Align refused its key', async () => {
  const { drain, read } = await refusedCompany((id) =>
    database.updateTable('alignConnections').set({ status: 'disconnected' }).where('id', '=', id).execute(),
  );
  await drain();
  expect(await read()).toEqual({
    connection: { status: 'disconnected', lastErrorMessage: null },
    intent: { status: 'pending', attempts: 0 },
  });
});
